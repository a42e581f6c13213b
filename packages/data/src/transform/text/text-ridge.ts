import { selectColumns } from '../../select/select-columns.ts';
import type { Selector } from '../../select/selector.ts';
import { numberColumn } from '../../table/column.ts';
import { checkNumber } from '../check-option.ts';
import { crossFittedStep } from '../cross-fitted-step.ts';
import type { TableEncoding } from '../cross-fitted-step.ts';
import { checkInnerFolds } from '../inner-folds.ts';
import type { InnerFoldOptions } from '../inner-folds.ts';
import { ridge } from '../matrix/ridge.ts';
import { timesVector } from '../matrix/sparse-rows.ts';
import { sameColumn } from '../same-column.ts';
import type { Transformer } from '../transformer.ts';
import { textsOf } from './texts-of.ts';
import { checkWeights, specOfWeights, vocabularyOf } from './vocabulary.ts';
import type { WeightOptions } from './vocabulary.ts';

export interface TextRidgeOptions extends WeightOptions, InnerFoldOptions {
  /** How much large weights cost, above 0; default 1, as in scikit-learn's `Ridge`. */
  readonly alpha?: number;
}

/**
 * Adds what a ridge regression on the terms of a text predicts: `<text>_ridge`, of more than two classes `<text>_ridge_<class>`.
 *
 * TF-IDF of the training texts (see `tfIdf`), then `Σ (y − w·x − b)² + α·‖w‖²` at its least: scikit-learn's `TfidfVectorizer` and `Ridge`;
 * y is the number, or 1 for the class and 0 for others. Training rows are predicted by what other inner folds taught, so that no row sees
 * its own label; take them from `fitTransform`. A model behind it gets in one column what thousands of terms say. Playground S6E3: with
 * `joinText`, categories as the terms of a text.
 *
 * Errors: a number column; training texts without any term that counts; no target, or one that is missing in a row.
 *
 * @example
 * textRidge(named('Note'), { ngrams: [1, 2], minTexts: 3, sublinear: true });
 */
export function textRidge(select: Selector, options: TextRidgeOptions = {}): Transformer {
  const { alpha = 1 } = options;
  const kind = 'textRidge';
  checkNumber(kind, 'alpha', alpha, 'a number above 0', (value) => value > 0);
  const weights = checkWeights(kind, options);
  const spec = { kind, select: select.spec, alpha, ...specOfWeights(weights) };
  return crossFittedStep(spec, checkInnerFolds(kind, options), (train, { parts }): TableEncoding => {
    const learned = selectColumns(train, select, kind).map((column) => {
      const texts = textsOf(kind, column);
      const vocabulary = vocabularyOf(kind, texts, weights);
      const matrix = vocabulary.weigh(texts);
      const models = parts.map(({ ending, values }) => ({ ending, ...ridge(matrix, values, alpha) }));
      return { name: column.name, vocabulary, models };
    });
    return (table) =>
      learned.flatMap(({ name, vocabulary, models }) => {
        const matrix = vocabulary.weigh(textsOf(kind, sameColumn(kind, table, name)));
        return models.map(({ ending, weights: of, intercept }) =>
          numberColumn(
            `${name}_ridge${ending}`,
            timesVector(matrix, of).map((value) => value + intercept),
          ),
        );
      });
  });
}
