import { selectColumns } from '../../select/select-columns.ts';
import type { Selector } from '../../select/selector.ts';
import { addingStep } from '../adding-step.ts';
import { sameColumn } from '../same-column.ts';
import type { Transformer } from '../transformer.ts';
import { columnsOfSparse } from './columns-of-sparse.ts';
import { textsOf } from './texts-of.ts';
import { checkWeights, specOfWeights, vocabularyOf } from './vocabulary.ts';
import type { WeightOptions } from './vocabulary.ts';

/** As many columns as can lie dense in memory for most tables: 8 MB a thousand rows. */
const usualTerms = 1000;

export interface TfIdfOptions extends WeightOptions {
  /** Keep the terms that occur most often, so many of them: each is a column; default 1,000. */
  readonly maxTerms?: number;
}

/**
 * Adds a column a term of a text, how often it is there weighed by how rare it is: `Note~raven`.
 *
 * `count · (1 + log((1 + n) / (1 + texts with the term)))`, each text then brought to length 1 (scikit-learn's `TfidfVectorizer`). Terms
 * and their rarity are those of the training rows. A missing text, and one without a known term, is zeros. For more terms than can be
 * columns use `textComponents`. The text itself stays: models leave it out.
 *
 * Errors: a number column; training texts without any term that counts.
 *
 * @example
 * tfIdf(named('Note'), { ngrams: [1, 2], minTexts: 3, maxTerms: 300, sublinear: true });
 */
export function tfIdf(select: Selector, options: TfIdfOptions = {}): Transformer {
  const kind = 'tfIdf';
  const weights = checkWeights(kind, { maxTerms: usualTerms, ...options });
  return addingStep({ kind, select: select.spec, ...specOfWeights(weights) }, (train) => {
    const learned = selectColumns(train, select, kind).map((column) => ({
      name: column.name,
      vocabulary: vocabularyOf(kind, textsOf(kind, column), weights),
    }));
    return (table) =>
      learned.flatMap(({ name, vocabulary }) =>
        columnsOfSparse(
          vocabulary.weigh(textsOf(kind, sameColumn(kind, table, name))),
          vocabulary.names.map((term) => `${name}~${term}`),
        ),
      );
  });
}
