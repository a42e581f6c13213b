/** What was typed is not a command line of foldwise: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  /** `hint` is the next step, after a dash. */
  constructor(message: string, hint?: string) {
    super(hint === undefined ? message : `${message} — ${hint}`);
  }
}
