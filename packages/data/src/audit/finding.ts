/**
 * How much a finding matters: a `leak` makes the cross-validated score worth nothing, a `warning` may move it, a `note` is worth knowing.
 */
export type Severity = 'leak' | 'warning' | 'note';

/** What was looked for and found. */
export type FindingKind =
  | 'column-tells-target'
  | 'order-tells-target'
  | 'id-tells-target'
  | 'id-tells-test'
  | 'groups-across-folds'
  | 'times-across-folds'
  | 'duplicates-across-folds'
  | 'duplicates-in-test'
  | 'conflicting-labels'
  | 'test-differs'
  | 'constant-column';

/** Something about the data that a competitor should know before training, with its evidence. */
export interface Finding {
  readonly severity: Severity;
  readonly kind: FindingKind;
  /** The columns it is about; none where it is about whole rows or their order. */
  readonly columns: readonly string[];
  /** The number that it rests on, and what that number is called. */
  readonly figure: { readonly name: string; readonly value: number };
  /** What was seen, as a sentence without a full stop. */
  readonly evidence: string;
  /** What to do about it. */
  readonly advice: string;
}

const order: readonly Severity[] = ['leak', 'warning', 'note'];

/** The worst first; what is equally bad in the order given. */
export function bySeverity(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}
