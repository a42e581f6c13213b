/** What the server answers where it has nothing else: what was expected, what came, and the next step. */
export interface Problem {
  readonly problem: string;
  readonly hint?: string;
}
