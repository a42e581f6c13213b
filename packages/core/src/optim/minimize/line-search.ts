/** A point on a line, and what a function is there. */
export interface LinePoint {
  /** How far along the line, in steps. */
  readonly t: number;
  readonly value: number;
  /** The derivative by t. */
  readonly slope: number;
}

// Nocedal & Wright 2006, page 62: the values for methods of Newton's kind.
const DECREASE = 1e-4;
const FLATTER = 0.9;
const MOST_EVALUATIONS = 40;

/**
 * A point that is low enough, φ(t) ≤ φ(0) + 10⁻⁴·t·φ′(0), and flat enough, |φ′(t)| ≤ 0.9·|φ′(0)|: the strong Wolfe conditions, which
 * let a method learn from the step. Nocedal & Wright 2006, Algorithms 3.5 and 3.6, with cubic interpolation.
 *
 * Undefined where no point is found that is lower than the start: then rounding hides what is left.
 */
export function lineSearch<P extends LinePoint>(
  evaluate: (t: number) => P,
  start: P,
  first: number,
): P | undefined {
  // Near the minimum the last digits of the values say nothing, while the slopes still do.
  const rounding = 4 * Number.EPSILON * Math.abs(start.value);
  const isLow = ({ t, value }: P): boolean => value <= start.value + DECREASE * t * start.slope + rounding;
  const isFlat = ({ slope }: P): boolean => Math.abs(slope) <= -FLATTER * start.slope;
  let left = MOST_EVALUATIONS;

  /** Between a low point and one that bounds it. */
  function zoom(low: P, high: P): P | undefined {
    while (left-- > 0 && low.t !== high.t) {
      const point = evaluate(between(low, high));
      if (!isLow(point) || point.value >= low.value) high = point;
      else if (isFlat(point)) return point;
      else {
        if (point.slope * (high.t - low.t) >= 0) high = low;
        low = point;
      }
    }
    return low.value < start.value ? low : undefined;
  }

  let before = start;
  for (let t = first; left-- > 0; t *= 2) {
    const point = evaluate(t);
    // A value that is no number is too high.
    if (!isLow(point) || (before !== start && point.value >= before.value)) return zoom(before, point);
    if (isFlat(point)) return point;
    if (point.slope >= 0) return zoom(point, before);
    before = point;
  }
  return before === start ? undefined : before;
}

/** Where the cubic through two points and their slopes is lowest, well inside of them; the middle where it is nowhere. */
function between(a: LinePoint, b: LinePoint): number {
  const width = b.t - a.t;
  const theta = a.slope + b.slope - (3 * (a.value - b.value)) / (a.t - b.t);
  const root = Math.sqrt(theta * theta - a.slope * b.slope) * Math.sign(width);
  const share = 1 - (b.slope + root - theta) / (b.slope - a.slope + 2 * root);
  return a.t + width * (share >= 0.1 && share <= 0.9 ? share : 0.5);
}
