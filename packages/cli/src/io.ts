/** Where text goes: standard output, standard error, or a test's ear. */
export interface Output {
  write(text: string): void;
  readonly isTTY: boolean;
  /** Width of the terminal; absent in a pipe, where lines are as long as they are. */
  readonly columns?: number | undefined;
  readonly colour: boolean;
  /** The stream behind it, for a display that redraws; absent where there is none. */
  readonly stream?: NodeJS.WriteStream;
}

/** Everything a command may touch outside itself: handed in, so that a test can be the terminal. */
export interface Io {
  /** Results. */
  readonly out: Output;
  /** Progress and errors. */
  readonly err: Output;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
  /** Milliseconds, for showing how long something took; never part of a result. */
  now(): number;
}
