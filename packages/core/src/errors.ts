/** What the user can do something about. Anything else that is thrown is a defect of foldwise. */
export type ErrorCode = 'input' | 'data' | 'shape' | 'training' | 'journal' | 'file' | 'network' | 'aborted';

/** What went wrong, in the order a reader asks: what was expected, what came, where, and what to do now. */
export interface ErrorParts {
  readonly code: ErrorCode;
  /** Where: a file with line and column, an option, a column, a layer. */
  readonly where?: string;
  /** The next step, as an imperative. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/**
 * An error that a user can act on: its message is one line that says what was expected, what came, where, and the next step.
 *
 * @example
 * throw new FoldwiseError('expected a number of folds of at least 2, got 1', { code: 'input', where: 'kFold', hint: 'pass folds: 5' });
 * // kFold: expected a number of folds of at least 2, got 1 — pass folds: 5
 */
export class FoldwiseError extends Error {
  override readonly name = 'FoldwiseError';
  readonly code: ErrorCode;
  readonly where: string | undefined;
  readonly hint: string | undefined;

  constructor(message: string, parts: ErrorParts) {
    const where = parts.where === undefined ? '' : `${parts.where}: `;
    const hint = parts.hint === undefined ? '' : ` — ${parts.hint}`;
    super(`${where}${message}${hint}`, parts.cause === undefined ? undefined : { cause: parts.cause });
    this.code = parts.code;
    this.where = parts.where;
    this.hint = parts.hint;
  }
}

/**
 * What something that was thrown says: its message where it is an error, else itself as a text.
 *
 * @example
 * messageOf(new Error('no such file')); // 'no such file'
 */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Levenshtein distance, for short names. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}

/**
 * The next step for a name that does not exist: `did you mean "Age"?`, else the names there are.
 *
 * @example
 * didYouMean('age', ['Age', 'Fare']); // 'did you mean "Age"?'
 */
export function didYouMean(name: string, known: readonly string[]): string {
  const wanted = name.toLowerCase();
  let best: string | undefined;
  // Of a name of one or two letters, less than all must differ: else any other short name would do.
  let least = Math.min(name.length, Math.max(2, Math.floor(name.length / 3)) + 1);
  for (const candidate of known) {
    const far = distance(wanted, candidate.toLowerCase());
    if (far < least) {
      least = far;
      best = candidate;
    }
  }
  if (best !== undefined) return `did you mean "${best}"?`;
  if (known.length === 0) return 'there is none';
  const shown = known.slice(0, 12).map((k) => `"${k.length > 60 ? `${k.slice(0, 60)}…` : k}"`);
  return `there is ${shown.join(', ')}${known.length > 12 ? ` and ${known.length - 12} more` : ''}`;
}
