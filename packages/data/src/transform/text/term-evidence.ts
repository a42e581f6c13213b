import { log } from '@foldwise/core/base';
import { selectColumns } from '../../select/select-columns.ts';
import type { Selector } from '../../select/selector.ts';
import { numberColumn } from '../../table/column.ts';
import type { Table } from '../../table/table.ts';
import { checkNumber } from '../check-option.ts';
import { crossFittedStep } from '../cross-fitted-step.ts';
import type { TableEncoding } from '../cross-fitted-step.ts';
import { ofClassesOnly } from '../of-classes-only.ts';
import { checkInnerFolds } from '../inner-folds.ts';
import type { InnerFoldOptions } from '../inner-folds.ts';
import type { LabelPart } from '../labels.ts';
import { sameColumn } from '../same-column.ts';
import type { Transformer } from '../transformer.ts';
import { checkTerms, termsOf } from './terms-of.ts';
import type { TermOptions } from './terms-of.ts';
import { textsOf } from './texts-of.ts';

export interface TermEvidenceOptions extends TermOptions, InnerFoldOptions {
  /** How often every term is seen in every class beforehand, above 0; default 1, as in scikit-learn's `MultinomialNB`. */
  readonly smoothing?: number;
}

/**
 * Adds how much the terms of a text speak for a class against the others: `<text>_evidence`, of more than two classes
 * `<text>_evidence_<class>`.
 *
 * `Σ log((α + f) / (α·V + F)) − log((α + g) / (α·V + G))` over the terms of the text, as often as they occur: f and g count a term in the
 * training texts of the class and of the others, F and G all terms, V is how many different ones there are. The log-count ratio of naive
 * Bayes (Wang & Manning 2012); terms that no training text has say nothing. Training rows are encoded by other inner folds, so that no row
 * sees its own label; take them from `fitTransform`.
 *
 * @throws FoldwiseError `data` for a number column or a number target, and where there is no target or one that is missing in a row.
 * @example
 * termEvidence(named('Note'), { ngrams: [1, 2] });
 */
export function termEvidence(select: Selector, options: TermEvidenceOptions = {}): Transformer {
  const { smoothing = 1 } = options;
  const kind = 'termEvidence';
  checkNumber(kind, 'smoothing', smoothing, 'a number above 0', (value) => value > 0);
  const terms = checkTerms(kind, options);
  const spec = { kind, select: select.spec, ...terms, ngrams: [...terms.ngrams], smoothing };
  const read = (table: Table, name: string): readonly (readonly string[])[] =>
    textsOf(kind, sameColumn(kind, table, name)).map((text) => termsOf(text, terms));
  const folds = checkInnerFolds(kind, options);
  const step = crossFittedStep(spec, folds, (train, { parts }): TableEncoding => {
    const learned = selectColumns(train, select, kind).map(({ name }) => {
      const texts = read(train, name);
      return { name, ratios: parts.map((part) => ratiosOf(texts, part, smoothing)) };
    });
    return (table) =>
      learned.flatMap(({ name, ratios }) => {
        const texts = read(table, name);
        return ratios.map((of, i) =>
          numberColumn(
            `${name}_evidence${parts[i]!.ending}`,
            Float64Array.from(texts, (text) => text.reduce((sum, term) => sum + (of.get(term) ?? 0), 0)),
          ),
        );
      });
  });
  return ofClassesOnly(step, instead);
}

const instead = 'take termTarget() or textRidge()';

function ratiosOf(
  texts: readonly (readonly string[])[],
  { values }: LabelPart,
  smoothing: number,
): ReadonlyMap<string, number> {
  // How often in texts of the other classes, and in those of the class.
  const counts = new Map<string, [number, number]>();
  const whole = [0, 0];
  texts.forEach((text, row) => {
    const side = values[row] === 1 ? 1 : 0;
    whole[side]! += text.length;
    for (const term of text) {
      const seen = counts.get(term);
      if (seen !== undefined) seen[side]++;
      else counts.set(term, side === 1 ? [0, 1] : [1, 0]);
    }
  });
  const size = smoothing * counts.size;
  const ratio = ([others, own]: [number, number]): number =>
    log((smoothing + own) / (size + whole[1]!)) - log((smoothing + others) / (size + whole[0]!));
  return new Map(Array.from(counts, ([term, seen]) => [term, ratio(seen)]));
}
