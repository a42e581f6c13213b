/** How alike two examples are, by their rows. */
export type Likeness = (a: number, b: number) => number;

/** A border between two kinds of rows: the weighted likeness to some rows, and what it must be above. */
interface Border {
  /** Row and weight of each example that lies near the border; the weight's sign is its kind. */
  readonly supports: readonly (readonly [row: number, weight: number])[];
  readonly above: number;
}

/** Multipliers so far, and the slope of what is minimised with respect to each. */
interface State {
  readonly rows: readonly number[];
  /** +1 for the first kind, −1 for the second. */
  readonly sides: readonly number[];
  readonly alphas: Float64Array;
  readonly slopes: Float64Array;
}

/** Whether an example's multiplier may move so that side·α grows, or so that it shrinks. */
const mayGrow = ({ sides, alphas }: State, i: number, cost: number) =>
  sides[i]! > 0 ? alphas[i]! < cost : alphas[i]! > 0;
const mayShrink = ({ sides, alphas }: State, i: number, cost: number) =>
  sides[i]! > 0 ? alphas[i]! > 0 : alphas[i]! < cost;

/** The pair whose change promises most (Fan, Chen & Lin 2005), or none where all is well within the tolerance. */
function choosePair(
  state: State,
  like: Likeness,
  cost: number,
  tolerance: number,
): readonly [number, number] | undefined {
  const { rows, sides, slopes } = state;
  const count = rows.length;
  let [first, highest] = [-1, -Infinity];
  for (let i = 0; i < count; i++) {
    const pull = -sides[i]! * slopes[i]!;
    if (mayGrow(state, i, cost) && pull >= highest) [first, highest] = [i, pull];
  }
  let [second, lowest, best] = [-1, Infinity, Infinity];
  for (let j = 0; j < count; j++) {
    const pull = -sides[j]! * slopes[j]!;
    if (!mayShrink(state, j, cost)) continue;
    lowest = Math.min(lowest, pull);
    const gap = highest - pull;
    const bend = Math.max(1e-12, 2 - 2 * like(rows[first]!, rows[j]!));
    if (gap > 0 && -(gap * gap) / bend <= best) [second, best] = [j, -(gap * gap) / bend];
  }
  return highest - lowest < tolerance || second < 0 ? undefined : [first, second];
}

/** Moves two multipliers along their line to where the cost is lowest, within 0 and the cost of an error. */
function movePair(state: State, like: Likeness, cost: number, [i, j]: readonly [number, number]): void {
  const { rows, sides, alphas, slopes } = state;
  const bend = Math.max(1e-12, 2 - 2 * like(rows[i]!, rows[j]!));
  const roomOf = (k: number, direction: number) => (direction > 0 ? cost - alphas[k]! : alphas[k]!);
  const wanted = (-sides[i]! * slopes[i]! + sides[j]! * slopes[j]!) / bend;
  const step = Math.min(wanted, roomOf(i, sides[i]!), roomOf(j, -sides[j]!));
  const move = (k: number, direction: number) => {
    const atBound = direction > 0 ? cost : 0;
    alphas[k] = step === roomOf(k, direction) ? atBound : alphas[k]! + direction * step;
  };
  move(i, sides[i]!);
  move(j, -sides[j]!);
  for (let k = 0; k < rows.length; k++)
    slopes[k]! += sides[k]! * step * (like(rows[k]!, rows[i]!) - like(rows[k]!, rows[j]!));
}

/** What the weighted likeness must be above: the mean over examples that are free to move, or the middle of what the others allow. */
function threshold(state: State, cost: number): number {
  const { rows, sides, alphas, slopes } = state;
  const pulls = rows.map((_, i) => sides[i]! * slopes[i]!);
  const free = pulls.filter((_, i) => alphas[i]! > 0 && alphas[i]! < cost);
  if (free.length > 0) return free.reduce((sum, pull) => sum + pull, 0) / free.length;
  const upper = Math.min(...pulls.filter((_, i) => mayGrow(state, i, cost)));
  const lower = Math.max(...pulls.filter((_, i) => mayShrink(state, i, cost)));
  return (upper + lower) / 2;
}

/** The border with the widest margin between two kinds of rows, an error costing `cost`; by sequential minimal optimisation. */
function borderBetween(like: Likeness, kinds: readonly (readonly number[])[], cost: number): Border {
  const rows = kinds.flat();
  const sides = kinds.flatMap((those, kind) => those.map(() => (kind === 0 ? 1 : -1)));
  const state: State = {
    rows,
    sides,
    alphas: new Float64Array(rows.length),
    slopes: new Float64Array(rows.length).fill(-1),
  };
  for (let pair = choosePair(state, like, cost, 1e-3); pair; pair = choosePair(state, like, cost, 1e-3))
    movePair(state, like, cost, pair);
  const weighted = rows.map((row, i) => [row, sides[i]! * state.alphas[i]!] as const);
  return { supports: weighted.filter(([, weight]) => weight !== 0), above: threshold(state, cost) };
}

/**
 * A support vector machine for several classes: a border between any two, each of which has a vote (Boser, Guyon & Vapnik 1992; Platt
 * 1998). Rows whose likeness to themselves is 1, as with e^(−γ·|a − b|²).
 *
 * @returns The class of an example, from how alike it is to each training row; of classes with as many votes, the first.
 */
export function kernelMachine(like: Likeness, labels: ArrayLike<number>, classes: number, cost = 1) {
  const rowsOf = (label: number) => Array.from(labels).flatMap((each, row) => (each === label ? [row] : []));
  const pairs = Array.from({ length: classes }, (_, a) => a).flatMap((a) =>
    Array.from({ length: classes - a - 1 }, (_, b) => [a, a + b + 1] as const),
  );
  const borders = pairs.map((pair) => ({ pair, border: borderBetween(like, pair.map(rowsOf), cost) }));
  return (likeness: ArrayLike<number>): number => {
    const votes = new Uint32Array(classes);
    for (const { pair, border } of borders) {
      const sum = border.supports.reduce((total, [row, weight]) => total + weight * likeness[row]!, 0);
      votes[sum > border.above ? pair[0] : pair[1]]! += 1;
    }
    return votes.indexOf(Math.max(...votes));
  };
}
