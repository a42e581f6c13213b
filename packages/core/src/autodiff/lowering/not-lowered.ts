/** Thrown where kernels do not compute what they are asked for: the op's own forward rule computes it then, within the compiled step. */
export class NotLowered extends Error {
  /** What there is no kernel for. */
  readonly what: string;

  constructor(what: string) {
    super(`there is no kernel for ${what}`);
    this.what = what;
  }
}
