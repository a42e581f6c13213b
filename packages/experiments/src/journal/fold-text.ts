import type { Fold } from '@foldwise/data';

// Most splitters validate each row at most once and train on it everywhere else: one number a row says it all. Others (repeated, time
// series) need a letter a row and fold: t for train, v for validation, "." for neither.

/** Fold assignments in a form that is small in a file and can be read by a person. */
export type FoldText =
  | {
      readonly layout: 'validated-once';
      readonly folds: number;
      /** The number of the fold that validates each row, −1 for rows that are always trained on. */
      readonly foldOfRow: readonly number[];
    }
  | { readonly layout: 'roles'; readonly rolesOfFold: readonly string[] };

function rolesOf(fold: Fold, rows: number): string {
  const roles = Array.from({ length: rows }, () => '.');
  for (const row of fold.train) roles[row] = 't';
  for (const row of fold.validation) roles[row] = 'v';
  return roles.join('');
}

function foldFromRoles(roles: string): Fold {
  const train: number[] = [];
  const validation: number[] = [];
  for (let row = 0; row < roles.length; row++) {
    if (roles[row] === 't') train.push(row);
    if (roles[row] === 'v') validation.push(row);
  }
  return { train: Uint32Array.from(train), validation: Uint32Array.from(validation) };
}

/** The fold that validates each row; undefined where a row is validated twice, or neither trained on nor validated somewhere. */
function foldOfRow(folds: readonly Fold[], rows: number): readonly number[] | undefined {
  const ofRow = Array.from({ length: rows }, () => -1);
  for (const [number, fold] of folds.entries()) {
    if (fold.train.length + fold.validation.length !== rows) return undefined;
    for (const row of fold.validation) {
      if (ofRow[row] !== -1) return undefined;
      ofRow[row] = number;
    }
  }
  return ofRow;
}

/** Folds as text; the folds must have passed `checkFolds`. */
export function foldText(folds: readonly Fold[], rows: number): FoldText {
  const ofRow = foldOfRow(folds, rows);
  if (ofRow !== undefined) return { layout: 'validated-once', folds: folds.length, foldOfRow: ofRow };
  return { layout: 'roles', rolesOfFold: folds.map((fold) => rolesOf(fold, rows)) };
}

function foldOfNumber(ofRow: readonly number[], number: number): Fold {
  const size = ofRow.filter((other) => other === number).length;
  const validation = new Uint32Array(size);
  const train = new Uint32Array(ofRow.length - size);
  let v = 0;
  let t = 0;
  for (const [row, other] of ofRow.entries()) {
    if (other === number) validation[v++] = row;
    else train[t++] = row;
  }
  return { train, validation };
}

/** The folds that `foldText` wrote down. */
export function foldsOfText(text: FoldText): readonly Fold[] {
  if (text.layout === 'roles') return text.rolesOfFold.map(foldFromRoles);
  return Array.from({ length: text.folds }, (_, number) => foldOfNumber(text.foldOfRow, number));
}
