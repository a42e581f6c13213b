/** What an importance is where the target is shuffled, so that all of it is chance. */
export interface Chance {
  readonly mean: number;
  /** The importance that 95 % of the shuffled targets stay below. */
  readonly q95: number;
  /** (1 + shuffled targets with as large an importance) / (1 + shuffled targets): how likely chance alone gives as much. */
  readonly p: number;
}

/** The mean of what is there, 0 where nothing is, and its standard error. */
export function spreadOf(folds: readonly number[]): { readonly mean: number; readonly error: number } {
  const there = folds.filter((value) => !Number.isNaN(value));
  const count = there.length;
  if (count === 0) return { mean: 0, error: Number.NaN };
  const mean = there.reduce((sum, value) => sum + value, 0) / count;
  const squares = there.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: count < 2 ? Number.NaN : Math.sqrt(squares / (count - 1) / count) };
}

/** What the importances that shuffled targets gave say of one that the true target gave. */
export function chanceOf(importance: number, chances: readonly number[]): Chance {
  const ascending = chances.toSorted((a, b) => a - b);
  const at = 0.95 * (ascending.length - 1);
  const [below, above] = [ascending[Math.floor(at)]!, ascending[Math.ceil(at)]!];
  return {
    mean: chances.reduce((sum, value) => sum + value, 0) / chances.length,
    q95: below + (above - below) * (at - Math.floor(at)),
    p: (1 + chances.filter((value) => value >= importance).length) / (1 + chances.length),
  };
}
