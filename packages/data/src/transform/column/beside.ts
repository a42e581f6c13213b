import { FoldwiseError } from '@foldwise/core/base';
import { renamed } from '../../table/column.ts';
import type { Column } from '../../table/column.ts';
import type { Target } from '../../table/target.ts';
import type { ColumnTransformer, FittedColumnTransformer } from '../transformer.ts';

/**
 * Keeps the column and adds what a step makes of it, under `<name>_<ending>`: `beside('rank', rankGauss())`.
 *
 * Where the step makes several columns, what it put behind the old name stays behind the new one: `oneHot` of `Sex` makes
 * `Sex_<ending>=male`. How a number comes to be a category too: `beside('level', asCategory())`.
 *
 * @example
 * onColumns(named('Ticket'), beside('count', frequencyEncode({ as: 'count' })), targetEncode());
 */
export function beside(ending: string, step: ColumnTransformer): ColumnTransformer {
  if (typeof ending !== 'string' || ending === '') {
    throw new FoldwiseError('expected the ending of the new name, got none', {
      code: 'input',
      where: 'beside',
      hint: "pass it first: beside('rank', rankGauss())",
    });
  }
  const grown = (column: Column, made: readonly Column[]): readonly Column[] => [
    column,
    ...made.map((next) => renamed(next, besideName(column.name, next.name, ending))),
  ];
  const fitted = (learned: FittedColumnTransformer): FittedColumnTransformer =>
    Object.freeze({ transform: (column: Column) => grown(column, learned.transform(column)) });
  return Object.freeze({
    spec: Object.freeze({ kind: 'beside', ending, step: step.spec }),
    fit: (train: Column, target?: Target): FittedColumnTransformer => fitted(step.fit(train, target)),
    ...(step.fitTransform && {
      fitTransform(train: Column, target?: Target): readonly [readonly Column[], FittedColumnTransformer] {
        const [columns, learned] = step.fitTransform!(train, target);
        return [grown(train, columns), fitted(learned)];
      },
    }),
  });
}

function besideName(name: string, made: string, ending: string): string {
  return made.startsWith(name) ? `${name}_${ending}${made.slice(name.length)}` : `${made}_${ending}`;
}
