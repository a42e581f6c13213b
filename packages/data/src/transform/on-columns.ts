import { didYouMean, FoldwiseError } from '@foldwise/core/base';
import { selectColumns } from '../select/select-columns.ts';
import type { Selector } from '../select/selector.ts';
import type { Column } from '../table/column.ts';
import { Table } from '../table/table.ts';
import type { Target } from '../table/target.ts';
import type {
  ColumnTransformer,
  FittedColumnTransformer,
  FittedTransformer,
  Transformer,
} from './transformer.ts';

/**
 * Puts every column that a selector matches through a chain of column steps; other columns pass untouched.
 *
 * Columns are chosen once, in the training table. Where a step makes several columns of one, the next step is fitted on each of them.
 * New columns stand where the old one stood.
 *
 * Errors, with the names of the steps and of the column: a step that cannot take a column's kind, a new name that is taken, a table
 * that lacks a column the steps were fitted on.
 *
 * @example
 * onColumns(numeric(), impute('median'), standardScale());
 */
export function onColumns(select: Selector, ...steps: readonly ColumnTransformer[]): Transformer {
  const chain = Object.freeze([...steps]);
  const where = `onColumns(${chain.map((step) => step.spec.kind).join(', ')})`;
  if (chain.length === 0) {
    throw new FoldwiseError('expected at least one column step after the selector, got none', {
      code: 'input',
      where: 'onColumns',
      hint: "pass them in order: onColumns(numeric(), impute('median'), standardScale())",
    });
  }
  const learn = (train: Table, target?: Target): readonly [Table, FittedTransformer] => {
    const made = new Map<string, readonly Column[]>();
    const fitted = selectColumns(train, select, where).map((column) => {
      const [columns, stages] = fitChain(chain, column, target);
      made.set(column.name, columns);
      return { name: column.name, isNumber: column.kind === 'number', stages };
    });
    return [
      replaced(where, train, made),
      Object.freeze({ transform: (table: Table) => apply(where, fitted, table) }),
    ];
  };
  return Object.freeze({
    spec: Object.freeze({
      kind: 'onColumns',
      select: select.spec,
      steps: Object.freeze(chain.map((step) => step.spec)),
    }),
    fit: (train: Table, target?: Target): FittedTransformer => learn(train, target)[1],
    fitTransform: learn,
  });
}

/** One list a step: what it learned from each column that reached it. */
type Stages = readonly (readonly FittedColumnTransformer[])[];

interface FittedChain {
  readonly name: string;
  readonly isNumber: boolean;
  readonly stages: Stages;
}

function fitChain(
  steps: readonly ColumnTransformer[],
  column: Column,
  target: Target | undefined,
): readonly [readonly Column[], Stages] {
  let columns: readonly Column[] = [column];
  const stages = steps.map((step) => {
    const results = columns.map((input) => fitColumn(step, input, target));
    columns = results.flatMap(([output]) => output);
    return results.map(([, fitted]) => fitted);
  });
  return [columns, stages];
}

function fitColumn(
  step: ColumnTransformer,
  column: Column,
  target: Target | undefined,
): readonly [readonly Column[], FittedColumnTransformer] {
  if (step.fitTransform) return step.fitTransform(column, target);
  const fitted = step.fit(column, target);
  return [fitted.transform(column), fitted];
}

function apply(where: string, fitted: readonly FittedChain[], table: Table): Table {
  const made = new Map<string, readonly Column[]>();
  for (const { name, isNumber, stages } of fitted) {
    let columns: readonly Column[] = [sameColumn(where, table, name, isNumber)];
    for (const stage of stages) {
      const inputs = columns;
      columns = stage.flatMap((step, i) => step.transform(inputs[i]!));
    }
    made.set(name, columns);
  }
  return replaced(where, table, made);
}

/** The column that the steps were fitted on, in another table. */
function sameColumn(where: string, table: Table, name: string, isNumber: boolean): Column {
  if (!table.has(name)) {
    throw new FoldwiseError(`expected the column "${name}", which the training table had`, {
      code: 'data',
      where,
      hint: didYouMean(name, table.names),
    });
  }
  const column = table.column(name);
  if ((column.kind === 'number') === isNumber) return column;
  throw new FoldwiseError(
    `expected ${isNumber ? 'a number column' : 'a column of strings'} as in training, got ${column.kind} "${name}"`,
    { code: 'data', where, hint: 'read both files with the same schema' },
  );
}

function replaced(where: string, table: Table, made: ReadonlyMap<string, readonly Column[]>): Table {
  const columns = table.columns.flatMap((column) => made.get(column.name) ?? [column]);
  const taken = new Set<string>();
  for (const { name } of columns) {
    if (taken.has(name)) {
      throw new FoldwiseError(`expected new column names, got "${name}" twice`, {
        code: 'data',
        where,
        hint: 'rename or drop the other column of that name first',
      });
    }
    taken.add(name);
  }
  return new Table(columns, table.length);
}
