import { boxDistance, boxesOf } from './boxes.ts';
import { nearOrder } from './near-order.ts';
import type { LongPoints } from './near-order.ts';
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
const pointBlock = 128;
/** Turning points takes time that grows with the square of their width, and finding how with its cube. */
const mostTurned = 256;

/**
 * Prepares an exact search by squared Euclidean distances, `Σ (a − b)²`, added up in the order of the columns.
 *
 * Points are turned to their principal axes, so that the first few numbers say most, and put into blocks of points that are near each
 * other. Near blocks are compared first; a block whose box is farther away than the neighbours found so far is left out, and a pair is given
 * up once its first few numbers alone are too far apart. What is left is measured again in the columns as they are, so that neither
 * turning nor order decides anything. Four points at a time share what is read of a fifth.
 */
export function neighbourSearch(points: Points): NeighbourSearch {
  const axes = points.width <= mostTurned && points.count > 1 ? principalAxes(points) : undefined;
  const turned = turn(points, axes);
  return (queries, wanted, others = false) => {
    const each = Math.min(wanted, others ? Math.max(0, points.count - 1) : points.count);
    const asked = others ? turned : turn(queries, axes);
    const found = startOf(queries, asked, points, turned, each, others);
    if (each > 0) searchBlocks(found);
    return { each, of: found.of, distances: found.squares.map((square) => Math.sqrt(square)) };
  };
}

/** Points along principal axes, near ones beside each other, filled with zeros to whole chunks, and how far each is from the centre. */
interface Turned extends LongPoints {
  readonly chunk: number;
  readonly reach: Float64Array;
  /** Which point stands in each place. */
  readonly order: Uint32Array;
}

function turn(points: Points, axes: PrincipalAxes | undefined): Turned {
  const { count } = points;
  const chunk = Math.min(mostAtATime, 2 * Math.ceil(points.width / 2));
  const width = chunk * Math.ceil(points.width / chunk);
  const data = new Float64Array(count * width);
  for (let point = 0; point < count; point++) {
    for (let i = 0; i < points.width; i++) {
      data[point * width + i] =
        axes === undefined
          ? points.data[point * points.width + i]!
          : along(points, point, axes.centre, axes.axes[i]!);
    }
  }
  const telling = Math.min(chunk, points.width);
  return arranged({ count, width, data, telling }, chunk);
}

/** Filled up to as many as are compared at a time, so that the last few need no code of their own. */
function arranged(points: LongPoints, chunk: number): Turned {
  const { count, width } = points;
  const order = nearOrder(points, queryBlock);
  const data = new Float64Array(4 * Math.ceil(count / 4) * width);
  const reach = new Float64Array(4 * Math.ceil(count / 4));
  for (let place = 0; place < count; place++) {
    const from = order[place]! * width;
    let squares = 0;
    for (let i = 0; i < width; i++) {
      const value = points.data[from + i]!;
      data[place * width + i] = value;
      squares += value * value;
    }
    reach[place] = Math.sqrt(squares);
  }
  return { ...points, data, chunk, reach, order };
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

function searchBlocks(state: State): void {
  const { turnedQueries, turnedPoints } = state;
  const boxes = boxesOf(turnedPoints, pointBlock);
  const ofBlocks = boxesOf(turnedQueries, queryBlock);
  const ofFours = boxesOf(turnedQueries, 4);
  const distances = new Float64Array(boxes.count);
  for (let block = 0; block < ofBlocks.count; block++) {
    for (let box = 0; box < boxes.count; box++) distances[box] = boxDistance(ofBlocks, block, boxes, box);
    const nearest = Uint32Array.from(distances.keys()).sort((a, b) => distances[a]! - distances[b]! || a - b);
    const last = Math.min(turnedQueries.count, queryBlock * (block + 1));
    for (const box of nearest) {
      let isNear = false;
      for (let query = queryBlock * block; query < last; query += 4) {
        const limit = largestOfFour(state.limits, query);
        isNear ||= distances[box]! <= limit;
        if (boxDistance(ofFours, query / 4, boxes, box) > limit) continue;
        compareFour(state, query, pointBlock * box, Math.min(turnedPoints.count, pointBlock * (box + 1)));
      }
      if (!isNear) break;
    }
  }
}

function largestOfFour(limits: Float64Array, first: number): number {
  return Math.max(limits[first]!, limits[first + 1]!, limits[first + 2]!, limits[first + 3]!);
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

/** Puts a point among the neighbours of a query, in order, where it is nearer than the last one, or as near and before it. */
function admit(state: State, queryPlace: number, pointPlace: number): void {
  const { queries, points, each, of, squares } = state;
  const query = state.turnedQueries.order[queryPlace]!;
  const point = state.turnedPoints.order[pointPlace]!;
  if (state.others && query === point) return;
  const square = squaredDistance(queries, query, points, point);
  const isBehind = (at: number): boolean =>
    squares[at]! > square || (squares[at] === square && (of[at]! < 0 || of[at]! > point));
  const first = query * each;
  let at = first + each - 1;
  if (!isBehind(at)) return;
  for (; at > first && isBehind(at - 1); at--) {
    squares[at] = squares[at - 1]!;
    of[at] = of[at - 1]!;
  }
  squares[at] = square;
  of[at] = point;
  state.limits[queryPlace] = squares[first + each - 1]! + state.rounding[queryPlace]!;
}
