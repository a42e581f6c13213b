import { along, principalAxes } from './principal-axes.ts';
import type { PrincipalAxes } from './principal-axes.ts';
import { squaredDistance } from './squared-distance.ts';
import type { Points } from './points-of.ts';

/** The nearest of some points to each of others, the nearest first; of equally near ones, the first in order. */
export interface Neighbours {
  /** How many a point has: as many as were wanted, or as there are. */
  readonly each: number;
  /** Which they are, `each` a point. */
  readonly of: Int32Array;
  /** How far they are. */
  readonly distances: Float64Array;
}

/** The nearest to some points; with `others`, these are the very points searched, and none is a neighbour of its own. */
type NeighbourSearch = (queries: Points, wanted: number, others?: boolean) => Neighbours;

/** Numbers of a row that are added up, at most, before it is asked whether the sum is too large already. */
const mostAtATime = 8;
/** Points that are compared with each other in one go: both lots stay in the fastest memory. */
const queryBlock = 64;
const pointBlock = 256;
/** Turning points takes time that grows with the square of their width, and finding how with its cube. */
const mostTurned = 256;

/**
 * Prepares an exact search by squared Euclidean distances, `Σ (a − b)²`, added up in the order of the columns.
 *
 * Every pair is compared, but seldom to the end: points are turned to their principal axes first, so that the first few numbers say most,
 * and a pair is given up once they alone are too far apart. What is left is measured again in the columns as they are, so turning decides
 * nothing. Four points at a time share what is read of a fifth.
 */
export function neighbourSearch(points: Points): NeighbourSearch {
  const axes = points.width <= mostTurned && points.count > 1 ? principalAxes(points) : undefined;
  const turned = turn(points, axes);
  return (queries, wanted, others = false) => {
    const each = Math.min(wanted, others ? Math.max(0, points.count - 1) : points.count);
    const found = startOf(queries, turn(queries, axes), points, turned, each, others);
    if (each > 0) {
      for (let query = 0; query < queries.count; query += queryBlock) {
        for (let point = 0; point < points.count; point += pointBlock) compareBlocks(found, query, point);
      }
    }
    return { each, of: found.of, distances: found.squares.map((square) => Math.sqrt(square)) };
  };
}

/** Points along principal axes, filled with zeros to whole chunks, and how far each is from the centre. */
interface Turned {
  readonly width: number;
  readonly chunk: number;
  readonly data: Float64Array;
  readonly reach: Float64Array;
}

function turn(points: Points, axes: PrincipalAxes | undefined): Turned {
  const chunk = Math.min(mostAtATime, 2 * Math.ceil(points.width / 2));
  const width = chunk * Math.ceil(points.width / chunk);
  // As many as are compared at a time, so that the last few need no code of their own.
  const data = new Float64Array(4 * Math.ceil(points.count / 4) * width);
  const reach = new Float64Array(4 * Math.ceil(points.count / 4));
  for (let point = 0; point < points.count; point++) {
    let squares = 0;
    for (let i = 0; i < points.width; i++) {
      const value =
        axes === undefined
          ? points.data[point * points.width + i]!
          : along(points, point, axes.centre, axes.axes[i]!);
      data[point * width + i] = value;
      squares += value * value;
    }
    reach[point] = Math.sqrt(squares);
  }
  return { width, chunk, data, reach };
}

interface State {
  readonly queries: Points;
  readonly points: Points;
  readonly turnedQueries: Turned;
  readonly turnedPoints: Turned;
  readonly each: number;
  readonly others: boolean;
  readonly of: Int32Array;
  readonly squares: Float64Array;
  /** What a sum of turned differences has to stay below: the worst neighbour so far, and what rounding may add. */
  readonly limits: Float64Array;
  readonly rounding: Float64Array;
}

function startOf(
  queries: Points,
  turnedQueries: Turned,
  points: Points,
  turnedPoints: Turned,
  each: number,
  others: boolean,
): State {
  const farthest = turnedPoints.reach.reduce((a, b) => Math.max(a, b), 0);
  const known = { queries, points, turnedQueries, turnedPoints, each, others };
  return {
    ...known,
    of: new Int32Array(queries.count * each).fill(-1),
    squares: new Float64Array(queries.count * each).fill(Infinity),
    // A query that only fills up a four of them is near nothing.
    limits: turnedQueries.reach.map((_, query) => (query < queries.count ? Infinity : -1)),
    // Turning is off by a few units in the last place of a point's distance from the centre, a sum of squares by that times the sum.
    rounding: turnedQueries.reach.map((reach) => 1e-13 * queries.width * (reach + farthest) ** 2),
  };
}

function compareBlocks(state: State, firstQuery: number, firstPoint: number): void {
  const lastQuery = Math.min(state.queries.count, firstQuery + queryBlock);
  const lastPoint = Math.min(state.points.count, firstPoint + pointBlock);
  for (let query = firstQuery; query < lastQuery; query += 4) {
    compareFour(state, query, firstPoint, lastPoint);
  }
}

/** The loop that all time is spent in: points `from` … `to` against four queries. */
function compareFour(state: State, query: number, from: number, to: number): void {
  const { limits, turnedQueries, turnedPoints } = state;
  const { width, chunk, data: q } = turnedQueries;
  const p = turnedPoints.data;
  const [a, b, c, d] = [query * width, (query + 1) * width, (query + 2) * width, (query + 3) * width];
  for (let point = from; point < to; point++) {
    const start = point * width;
    let [ofA, ofB, ofC, ofD] = [0, 0, 0, 0];
    for (let i = 0; i < width;) {
      for (const end = i + chunk; i < end; i += 2) {
        const even = p[start + i]!;
        const odd = p[start + i + 1]!;
        let difference = q[a + i]! - even;
        ofA += difference * difference;
        difference = q[b + i]! - even;
        ofB += difference * difference;
        difference = q[c + i]! - even;
        ofC += difference * difference;
        difference = q[d + i]! - even;
        ofD += difference * difference;
        difference = q[a + i + 1]! - odd;
        ofA += difference * difference;
        difference = q[b + i + 1]! - odd;
        ofB += difference * difference;
        difference = q[c + i + 1]! - odd;
        ofC += difference * difference;
        difference = q[d + i + 1]! - odd;
        ofD += difference * difference;
      }
      if (
        ofA > limits[query]! &&
        ofB > limits[query + 1]! &&
        ofC > limits[query + 2]! &&
        ofD > limits[query + 3]!
      ) {
        break;
      }
    }
    if (ofA <= limits[query]!) admit(state, query, point);
    if (ofB <= limits[query + 1]!) admit(state, query + 1, point);
    if (ofC <= limits[query + 2]!) admit(state, query + 2, point);
    if (ofD <= limits[query + 3]!) admit(state, query + 3, point);
  }
}

/** Puts a point among the neighbours of a query, in order, where it is nearer than the last one. Points come in order, so equals stay behind. */
function admit(state: State, query: number, point: number): void {
  const { queries, points, each, of, squares } = state;
  if (state.others && query === point) return;
  const square = squaredDistance(queries, query, points, point);
  const first = query * each;
  let at = first + each - 1;
  if (!(square < squares[at]!)) return;
  for (; at > first && square < squares[at - 1]!; at--) {
    squares[at] = squares[at - 1]!;
    of[at] = of[at - 1]!;
  }
  squares[at] = square;
  of[at] = point;
  state.limits[query] = squares[first + each - 1]! + state.rounding[query]!;
}
