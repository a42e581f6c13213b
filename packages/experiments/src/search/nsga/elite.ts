import { crowdingDistances } from '../pareto/crowding-distances.ts';
import { nonDominatedRanks } from '../pareto/non-dominated-ranks.ts';
import type { Point } from '../parameters.ts';

/** A trial as a genetic algorithm sees it. */
export interface Individual {
  readonly point: Point;
  readonly losses: readonly number[];
}

/** One that was compared with others. */
export interface RankedIndividual extends Individual {
  readonly rank: number;
  readonly room: number;
}

/** Below 0 where `a` is the better one: of a lower rank, or of the same and with more room around it. */
export function compareCrowded(a: RankedIndividual, b: RankedIndividual): number {
  if (a.rank !== b.rank) return a.rank - b.rank;
  return a.room === b.room ? 0 : b.room - a.room;
}

/** The best `count` of some, front by front; of the last front that has a place those with the most room. */
export function eliteOf(individuals: readonly Individual[], count: number): readonly RankedIndividual[] {
  const ranks = nonDominatedRanks(individuals.map(({ losses }) => losses));
  const fronts: Individual[][] = [];
  for (const [i, individual] of individuals.entries()) (fronts[ranks[i]!] ??= []).push(individual);
  const ranked = fronts.flatMap((front, rank) => {
    const rooms = crowdingDistances(front.map(({ losses }) => losses));
    return front.map((individual, i) => ({ ...individual, rank, room: rooms[i]! }));
  });
  return ranked.toSorted(compareCrowded).slice(0, count);
}
