/**
 * How much room each point of a front has: over all objectives the distance between its two neighbours, as a share of the front's width;
 * Infinity at the ends. An objective in which all are equal counts for nothing.
 *
 * Deb, Pratap, Agarwal and Meyarivan (2002), "A Fast and Elitist Multiobjective Genetic Algorithm: NSGA-II", section III-B.
 */
export function crowdingDistances(losses: readonly (readonly number[])[]): Float64Array {
  const distances = new Float64Array(losses.length);
  const objectives = losses[0]?.length ?? 0;
  for (let objective = 0; objective < objectives; objective++) {
    const order = losses
      .map((_, i) => i)
      .toSorted((i, j) => difference(losses[i]![objective]!, losses[j]![objective]!));
    const sorted = [-Infinity, ...order.map((i) => losses[i]![objective]!), Infinity];
    if (sorted[1] === sorted.at(-2)) continue;
    const finite = sorted.filter(Number.isFinite);
    const width = finite.length === 0 ? 0 : finite.at(-1)! - finite[0]!;
    for (const [place, i] of order.entries())
      distances[i]! += difference(sorted[place + 2]!, sorted[place]!) / (width > 0 ? width : 1);
  }
  return distances;
}

/** a − b, and 0 where both are the same infinity. */
function difference(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
