import type { Json } from '@foldwise/core/base';
import { FoldwiseError, log } from '@foldwise/core/base';
import { sparseRows } from '../matrix/sparse-rows.ts';
import type { SparseRows } from '../matrix/sparse-rows.ts';
import { checkTerms, termsOf } from './terms-of.ts';
import type { TermOptions, Terms } from './terms-of.ts';

/** How terms are weighed, and which ones count. */
export interface WeightOptions extends TermOptions {
  /** Leave out terms that fewer training texts have: a number of texts from 1, or a share below 1; default 1. */
  readonly minTexts?: number;
  /** Leave out terms that more training texts have: a number of texts above 1, or a share of at most 1; default 1, none. */
  readonly maxTexts?: number;
  /** Keep the terms that occur most often, so many of them; default no limit. */
  readonly maxTerms?: number;
  /** 1 + log(count) instead of the count, so that the tenth time says less than the first; default false. */
  readonly sublinear?: boolean;
  /** Count one text more that has every term, so that no term weighs infinitely; default true. */
  readonly smooth?: boolean;
  /** Bring the numbers of a text to length 1; default true. */
  readonly normalise?: boolean;
}

/** The same with every option decided. */
export interface Weights {
  readonly terms: Terms;
  readonly minTexts: number;
  readonly maxTexts: number;
  readonly maxTerms: number | undefined;
  readonly sublinear: boolean;
  readonly smooth: boolean;
  readonly normalise: boolean;
}

export function checkWeights(where: string, options: WeightOptions): Weights {
  const {
    minTexts = 1,
    maxTexts = 1,
    maxTerms,
    sublinear = false,
    smooth = true,
    normalise = true,
  } = options;
  for (const [option, value] of Object.entries({ minTexts, maxTexts, maxTerms: maxTerms ?? 1 })) {
    const isShare = value > 0 && value < 1 && option !== 'maxTerms';
    if (isShare || (Number.isInteger(value) && value >= 1)) continue;
    const what =
      option === 'maxTerms'
        ? 'a whole number of at least 1'
        : 'a whole number of at least 1 or a share below 1';
    throw new FoldwiseError(`expected ${option} to be ${what}, got ${value}`, {
      code: 'input',
      where,
      hint: `leave ${option} out for no limit`,
    });
  }
  return { terms: checkTerms(where, options), minTexts, maxTexts, maxTerms, sublinear, smooth, normalise };
}

/** What a spec says of them. */
export function specOfWeights({ terms, maxTerms, ...rest }: Weights): Readonly<Record<string, Json>> {
  const { ngrams, ...how } = terms;
  return { ...how, ngrams: [...ngrams], ...rest, ...(maxTerms === undefined ? {} : { maxTerms }) };
}

/** The terms of the training texts that count, ascending, and the weight of each. */
export interface Vocabulary {
  readonly names: readonly string[];
  /** The matrix of some texts, a row a text and a column a term. */
  weigh(texts: readonly string[]): SparseRows;
}

/**
 * Learns terms and their weights from training texts: count · (1 + log((1 + n) / (1 + texts with the term))), brought to length 1
 * (scikit-learn's `TfidfVectorizer`). Texts are read twice, so that nothing but the vocabulary is kept.
 */
export function vocabularyOf(where: string, texts: readonly string[], weights: Weights): Vocabulary {
  const { terms, smooth } = weights;
  const names = termsThatCount(texts, weights);
  if (names.length === 0) {
    throw new FoldwiseError(`expected a term that counts in ${texts.length} texts, got none`, {
      code: 'data',
      where,
      hint: 'pass a smaller minTexts, or check that the column holds text',
    });
  }
  const columnOf = new Map(names.map(({ term }, column) => [term, column]));
  const extra = smooth ? 1 : 0;
  const rarity = names.map((name) => log((texts.length + extra) / (name.texts + extra)) + 1);
  return {
    names: names.map(({ term }) => term),
    weigh: (rows) =>
      sparseRows(
        names.length,
        (function* () {
          for (const text of rows) yield weighed(countsOf(termsOf(text, terms), columnOf), rarity, weights);
        })(),
      ),
  };
}

interface Term {
  readonly term: string;
  texts: number;
  times: number;
  last: number;
}

/** The terms of some texts that are frequent enough to count, ascending. */
export function termsThatCount(
  texts: readonly string[],
  { terms, minTexts, maxTexts, maxTerms }: Weights,
): readonly Term[] {
  const found = new Map<string, Term>();
  texts.forEach((text, row) => {
    for (const term of termsOf(text, terms)) {
      let seen = found.get(term);
      if (seen === undefined) found.set(term, (seen = { term, texts: 0, times: 0, last: -1 }));
      seen.times++;
      if (seen.last !== row) seen.texts++;
      seen.last = row;
    }
  });
  const least = minTexts < 1 ? minTexts * texts.length : minTexts;
  const most = maxTexts <= 1 ? maxTexts * texts.length : maxTexts;
  const kept = [...found.values()].filter((term) => term.texts >= least && term.texts <= most);
  const ascending = kept.toSorted((a, b) => (a.term < b.term ? -1 : 1));
  if (maxTerms === undefined || ascending.length <= maxTerms) return ascending;
  const frequent = new Set(ascending.toSorted((a, b) => b.times - a.times).slice(0, maxTerms));
  return ascending.filter((term) => frequent.has(term));
}

function countsOf(terms: readonly string[], columnOf: ReadonlyMap<string, number>): Map<number, number> {
  const counts = new Map<number, number>();
  for (const term of terms) {
    const column = columnOf.get(term);
    if (column !== undefined) counts.set(column, (counts.get(column) ?? 0) + 1);
  }
  return counts;
}

function weighed(
  counts: Map<number, number>,
  rarity: readonly number[],
  weights: Weights,
): Map<number, number> {
  for (const [column, count] of counts) {
    counts.set(column, (weights.sublinear ? 1 + log(count) : count) * rarity[column]!);
  }
  return weights.normalise ? toLengthOne(counts) : counts;
}

/** Numbers divided by the root of the sum of their squares. */
export function toLengthOne(row: Map<number, number>): Map<number, number> {
  let squares = 0;
  for (const column of [...row.keys()].toSorted((a, b) => a - b)) squares += row.get(column)! ** 2;
  const length = Math.sqrt(squares);
  if (length > 0) for (const [column, value] of row) row.set(column, value / length);
  return row;
}
