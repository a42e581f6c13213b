import { rng } from '@foldwise/core/base';
import { selectColumns } from '../../select/select-columns.ts';
import type { Selector } from '../../select/selector.ts';
import { numberColumn } from '../../table/column.ts';
import type { Column } from '../../table/column.ts';
import { addingStep } from '../adding-step.ts';
import { checkWhole } from '../check-option.ts';
import { timesVector } from '../matrix/sparse-rows.ts';
import { truncatedSvd } from '../matrix/truncated-svd.ts';
import { sameColumn } from '../same-column.ts';
import type { Table } from '../../table/table.ts';
import type { Transformer } from '../transformer.ts';
import { textsOf } from './texts-of.ts';
import { checkWeights, specOfWeights, vocabularyOf } from './vocabulary.ts';
import type { WeightOptions } from './vocabulary.ts';

export interface TextComponentsOptions extends WeightOptions {
  /** How many columns come out of a text; default 20. */
  readonly components?: number;
}

/**
 * Adds a few columns that say most of what the terms of a text say: `Note_component_1` …; latent semantic analysis.
 *
 * The TF-IDF matrix of the training texts (see `tfIdf`), which stays sparse, is projected on its first right singular vectors
 * (scikit-learn's `TruncatedSVD`); signs are such that the largest weight of a term is positive. Where the training rows have fewer
 * directions than `components`, the others are zeros. A missing text is zeros.
 *
 * Errors: a number column; training texts without any term that counts.
 *
 * @example
 * textComponents(texts(), { of: 'character', ngrams: [3, 5], minTexts: 3, sublinear: true, components: 50 });
 */
export function textComponents(select: Selector, options: TextComponentsOptions = {}): Transformer {
  const { components = 20 } = options;
  const kind = 'textComponents';
  checkWhole(kind, 'components', components, 1);
  const weights = checkWeights(kind, options);
  return addingStep({ kind, select: select.spec, components, ...specOfWeights(weights) }, (train) => {
    const learned = selectColumns(train, select, kind).map((column) => {
      const texts = textsOf(kind, column);
      const vocabulary = vocabularyOf(kind, texts, weights);
      // The start decides nothing but the number of steps, so any seed will do.
      const { directions } = truncatedSvd(vocabulary.weigh(texts), components, rng(kind));
      return { name: column.name, vocabulary, directions };
    });
    return (table: Table): readonly Column[] =>
      learned.flatMap(({ name, vocabulary, directions }) => {
        const matrix = vocabulary.weigh(textsOf(kind, sameColumn(kind, table, name)));
        return Array.from({ length: components }, (_, k) =>
          numberColumn(
            `${name}_component_${k + 1}`,
            k < directions.length ? timesVector(matrix, directions[k]!) : new Float64Array(table.length),
          ),
        );
      });
  });
}
