import type { Rng } from '@foldwise/core';
import { drawPoint, neighbourOf } from '../draw-point.ts';
import type { Parameter, Point } from '../parameters.ts';

/** What is looked for, and where not. */
export interface Aim {
  readonly parameters: readonly Parameter[];
  readonly valueAt: (point: Point) => number;
  readonly isAllowed: (point: Point) => boolean;
  /** Good points that were tried: near them better ones lie. */
  readonly known: readonly Point[];
}

interface Candidate {
  readonly point: Point;
  readonly value: number;
}

const anywhere = 512;
const nearKnown = 32;
const climbers = 4;
/** Moves that halve about every second time, from a tenth of the range to a ten-thousandth. */
const sizes = Array.from({ length: 20 }, (_, i) => 0.1 * 0.7 ** i);
const movesEach = 12;

function climb({ parameters, valueAt, isAllowed }: Aim, from: Candidate, rng: Rng): Candidate {
  let best = from;
  for (const size of sizes) {
    for (let move = 0; move < movesEach; move++) {
      const point = neighbourOf(parameters, best.point, size, rng);
      const value = valueAt(point);
      if (value > best.value && isAllowed(point)) best = { point, value };
    }
  }
  return best;
}

/**
 * The point with the highest value that could be found: the best of points anywhere and of ones near what is known to be good, from which
 * the best few climb. Undefined where none of them is allowed.
 */
export function maximise(aim: Aim, rng: Rng): Point | undefined {
  const { parameters, valueAt, isAllowed, known } = aim;
  const candidateAt = (point: Point): Candidate => ({ point, value: valueAt(point) });
  const start = rng.split('anywhere');
  const near = rng.split('near');
  const candidates = [
    ...Array.from({ length: anywhere }, () => candidateAt(drawPoint(parameters, start))),
    ...known.flatMap((point) =>
      Array.from({ length: nearKnown }, (_, i) =>
        candidateAt(neighbourOf(parameters, point, i % 2 === 0 ? 0.1 : 0.01, near)),
      ),
    ),
  ].toSorted((a, b) => b.value - a.value);
  const starts: Candidate[] = [];
  for (const candidate of candidates) {
    if (starts.length === climbers) break;
    if (isAllowed(candidate.point)) starts.push(candidate);
  }
  const ends = starts.map((from, i) => climb(aim, from, rng.split(`climb ${i}`)));
  return ends.toSorted((a, b) => b.value - a.value)[0]?.point;
}
