import { selectColumns } from '../../select/select-columns.ts';
import type { Selector } from '../../select/selector.ts';
import { numberColumn } from '../../table/column.ts';
import { checkNumber } from '../check-option.ts';
import { crossFittedStep } from '../cross-fitted-step.ts';
import type { TableEncoding } from '../cross-fitted-step.ts';
import { checkInnerFolds } from '../inner-folds.ts';
import type { InnerFoldOptions } from '../inner-folds.ts';
import type { LabelPart } from '../labels.ts';
import { sameColumn } from '../same-column.ts';
import type { Transformer } from '../transformer.ts';
import { checkTerms, termsOf } from './terms-of.ts';
import type { TermOptions, Terms } from './terms-of.ts';
import { textsOf } from './texts-of.ts';

export interface TermTargetOptions extends TermOptions, InnerFoldOptions {
  /** How many texts the mean of all training texts counts for, at least 0; default 10, as in `targetEncode`. */
  readonly smoothing?: number;
}

/**
 * Adds the mean over the terms of a text of what their training texts have for a target: `<text>_target`, `<text>_target_<class>`.
 *
 * A term says `(Σy + α·prior) / (n + α)` over the n training texts that have it, whatever often; a text says the mean of its different
 * terms that are known, and the prior without any. Training rows are encoded by other inner folds, so that no row sees its own label; take
 * them from `fitTransform`.
 *
 * @throws FoldwiseError `data` for a number column, and where there is no target or one that is missing in a row.
 * @example
 * termTarget(named('Note'), { ngrams: [1, 2], smoothing: 20 });
 */
export function termTarget(select: Selector, options: TermTargetOptions = {}): Transformer {
  const { smoothing = 10 } = options;
  const kind = 'termTarget';
  checkNumber(kind, 'smoothing', smoothing, 'a finite number of at least 0', (value) => value >= 0);
  const terms = checkTerms(kind, options);
  const spec = { kind, select: select.spec, ...terms, ngrams: [...terms.ngrams], smoothing };
  return crossFittedStep(spec, checkInnerFolds(kind, options), (train, { parts }): TableEncoding => {
    const learned = selectColumns(train, select, kind).map((column) => {
      const texts = textsOf(kind, column).map((text) => differentTerms(text, terms));
      return { name: column.name, models: parts.map((part) => learn(texts, part, smoothing)) };
    });
    return (table) =>
      learned.flatMap(({ name, models }) => {
        const texts = textsOf(kind, sameColumn(kind, table, name));
        const found = texts.map((text) => differentTerms(text, terms));
        return models.map(({ ending, of, prior }) =>
          numberColumn(
            `${name}_target${ending}`,
            Float64Array.from(found, (each) => meanOf(each, of, prior)),
          ),
        );
      });
  });
}

interface Model {
  readonly ending: string;
  readonly of: ReadonlyMap<string, number>;
  readonly prior: number;
}

function differentTerms(text: string, terms: Terms): ReadonlySet<string> {
  return new Set(termsOf(text, terms));
}

function learn(texts: readonly ReadonlySet<string>[], part: LabelPart, smoothing: number): Model {
  const prior = part.values.reduce((sum, value) => sum + value, 0) / Math.max(1, part.values.length);
  const seen = new Map<string, { sum: number; count: number }>();
  texts.forEach((terms, row) => {
    for (const term of terms) {
      const known = seen.get(term);
      if (known === undefined) seen.set(term, { sum: part.values[row]!, count: 1 });
      else {
        known.sum += part.values[row]!;
        known.count++;
      }
    }
  });
  const of = new Map(
    Array.from(seen, ([term, { sum, count }]) => [term, (sum + smoothing * prior) / (count + smoothing)]),
  );
  return { ending: part.ending, of, prior };
}

function meanOf(terms: ReadonlySet<string>, of: ReadonlyMap<string, number>, prior: number): number {
  let sum = 0;
  let count = 0;
  for (const term of terms) {
    const said = of.get(term);
    if (said === undefined) continue;
    sum += said;
    count++;
  }
  return count === 0 ? prior : sum / count;
}
