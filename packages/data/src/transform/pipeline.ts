import type { Table } from '../table/table.ts';
import type { Target } from '../table/target.ts';
import { fitTransform } from './fit-transform.ts';
import type { FittedTransformer, Transformer } from './transformer.ts';

/**
 * Steps one after the other: each is fitted on what the steps before it made of the training rows.
 *
 * Without steps the table stays as it is.
 *
 * @example
 * pipeline(
 *   derive(schema, { FamilySize: (row) => (row.SibSp ?? 0) + (row.Parch ?? 0) + 1 }),
 *   onColumns(numeric(), impute('median'), standardScale()),
 *   onColumns(categorical(), oneHot()),
 * );
 */
export function pipeline(...steps: readonly Transformer[]): Transformer {
  const chain = Object.freeze([...steps]);
  const learn = (train: Table, target?: Target): readonly [Table, FittedTransformer] => {
    let table = train;
    const fitted = chain.map((step) => {
      const [next, learned] = fitTransform(step, table, target);
      table = next;
      return learned;
    });
    const transform = (input: Table): Table => fitted.reduce((at, step) => step.transform(at), input);
    const decisions = Object.freeze(fitted.flatMap((step) => step.decisions ?? []));
    return [table, Object.freeze({ transform, ...(decisions.length > 0 && { decisions }) })];
  };
  return Object.freeze({
    spec: Object.freeze({ kind: 'pipeline', steps: Object.freeze(chain.map((step) => step.spec)) }),
    fit: (train: Table, target?: Target): FittedTransformer => learn(train, target)[1],
    fitTransform: learn,
  });
}
