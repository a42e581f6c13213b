/**
 * Whether losses are nowhere higher than others, and somewhere lower.
 *
 * @example
 * dominates([1, 2], [1, 3]); // true
 */
export function dominates(a: readonly number[], b: readonly number[]): boolean {
  // a.every((loss, i) => loss <= b[i]) && a.some((loss, i) => loss < b[i]), for all pairs of a generation.
  let isLower = false;
  for (let i = 0; i < a.length; i++) {
    if (a[i]! > b[i]!) return false;
    if (a[i]! < b[i]!) isLower = true;
  }
  return isLower;
}

/**
 * The rank of each point among all: 0 for what nothing dominates, 1 for what nothing but points of rank 0 does, and so on.
 *
 * Deb, Pratap, Agarwal and Meyarivan (2002), "A Fast and Elitist Multiobjective Genetic Algorithm: NSGA-II", section III-A.
 *
 * @param losses by point, one for each objective, lower is better.
 * @example
 * nonDominatedRanks([[1, 2], [2, 1], [2, 2]]); // Uint32Array [0, 0, 1]
 */
export function nonDominatedRanks(losses: readonly (readonly number[])[]): Uint32Array {
  const ranks = new Uint32Array(losses.length);
  const dominators = new Uint32Array(losses.length);
  const dominated = losses.map((): number[] => []);
  for (const [i, a] of losses.entries()) {
    for (let j = 0; j < i; j++) {
      const b = losses[j]!;
      const [better, worse] = dominates(a, b) ? [i, j] : dominates(b, a) ? [j, i] : [-1, -1];
      if (better === -1) continue;
      dominated[better]!.push(worse);
      dominators[worse]! += 1;
    }
  }
  let front = losses.flatMap((_, i) => (dominators[i] === 0 ? [i] : []));
  for (let rank = 0; front.length > 0; rank++) {
    const next: number[] = [];
    for (const i of front) {
      ranks[i] = rank;
      for (const j of dominated[i]!) {
        dominators[j]! -= 1;
        if (dominators[j] === 0) next.push(j);
      }
    }
    front = next;
  }
  return ranks;
}
