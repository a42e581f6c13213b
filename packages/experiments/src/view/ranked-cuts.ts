/** Rows of two classes, and how likely each is held to be of the positive one. */
export interface BinaryRows {
  /** 1 where the row is positive, 0 where it is not. */
  readonly truth: ArrayLike<number>;
  /** Any increasing scores, probabilities or not. */
  readonly scores: ArrayLike<number>;
  /** How much each row counts; default all the same. */
  readonly weights?: ArrayLike<number> | undefined;
}

/** What is called positive where the line is drawn at a score: rows of that score and above. */
export interface Cut {
  readonly threshold: number;
  /** Weight of the rows called positive that are, and that are not. */
  readonly hits: number;
  readonly falseAlarms: number;
}

/** The cuts at each score that there is, from the highest down, of rows with the same score as one; rows whose score is NaN are left out. */
export function rankedCuts({ truth, scores, weights }: BinaryRows): readonly Cut[] {
  const order = Uint32Array.from({ length: scores.length }, (_, row) => row)
    .filter((row) => !Number.isNaN(scores[row]!))
    .toSorted((a, b) => scores[b]! - scores[a]!);
  const cuts: Cut[] = [];
  let [hits, falseAlarms] = [0, 0];
  for (const [i, row] of order.entries()) {
    const weight = weights?.[row] ?? 1;
    if (truth[row] === 1) hits += weight;
    else falseAlarms += weight;
    const next = order[i + 1];
    if (next === undefined || scores[next] !== scores[row])
      cuts.push({ threshold: scores[row]!, hits, falseAlarms });
  }
  return cuts;
}
