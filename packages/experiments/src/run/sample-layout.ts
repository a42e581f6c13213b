import { didYouMean, FoldwiseError } from '@foldwise/core';
import type { Metric } from '@foldwise/core';
import { cellAt } from '@foldwise/data';
import type { Table } from '@foldwise/data';
import type { Task } from '../competition/task.ts';

/** How the sample submission wants predictions: which test row stands where, and what each column holds. */
export interface SampleLayout {
  /** Name of the id column. */
  readonly id: string;
  /** The id of each line, as the sample file writes it. */
  readonly ids: readonly string[];
  /** The row of the test data behind each line. */
  readonly rows: Uint32Array;
  /** The other columns, in the sample's order. `output` is the prediction's column that it holds. */
  readonly columns: readonly { readonly name: string; readonly output: number }[];
}

const where = 'sample submission';

function refuse(message: string, hint: string): never {
  throw new FoldwiseError(message, { code: 'data', where, hint });
}

const quoted = (names: readonly string[]) =>
  names
    .slice(0, 5)
    .map((name) => `"${name}"`)
    .join(', ') + (names.length > 5 ? ', …' : '');

/** What the columns of a sample are matched with by name, and what to do where one does not fit. */
interface Wanted {
  readonly what: 'class' | 'target';
  readonly names: readonly string[];
  readonly ifStrange: string;
  readonly ifLacking: string;
}

function matchedColumns(
  names: readonly string[],
  { what, names: wanted, ifStrange, ifLacking }: Wanted,
): SampleLayout['columns'] {
  const columns = names.map((name) => {
    const output = wanted.indexOf(name);
    if (output < 0) {
      refuse(
        `expected a column a ${what} of the task, got a column "${name}" that is none`,
        `${didYouMean(name, wanted)} ${ifStrange}`,
      );
    }
    return { name, output };
  });
  const lacking = wanted.filter((name) => !names.includes(name));
  if (lacking.length > 0)
    refuse(`expected a column for every ${what}, got none for ${quoted(lacking)}`, ifLacking);
  return columns;
}

/** The columns of a multiclass task of probabilities are matched with its classes by name. */
function classColumns(names: readonly string[], classes: readonly string[]): SampleLayout['columns'] {
  return matchedColumns(names, {
    what: 'class',
    names: classes,
    ifStrange:
      'Write the classes of multiclass([…]) as the sample file names them, or take a metric of labels',
    ifLacking: 'take these classes out of the task',
  });
}

/** The columns of a regression of several targets are matched with them by name. */
function targetColumns(names: readonly string[], targets: readonly string[]): SampleLayout['columns'] {
  return matchedColumns(names, {
    what: 'target',
    names: targets,
    ifStrange: 'Name the targets as the sample file does',
    ifLacking: 'take these targets out of the task, and make them ignored() in the schema',
  });
}

function valueColumns(names: readonly string[], task: Task, metric: Metric): SampleLayout['columns'] {
  if (task.kind === 'multiclass' && metric.needs === 'probability') return classColumns(names, task.classes);
  if (task.kind === 'regression' && task.targets !== undefined) return targetColumns(names, task.targets);
  if (names.length === 1) return [{ name: names[0]!, output: 0 }];
  return refuse(
    `expected one column beside the id for ${metric.name} of a ${task.kind} task, got ${names.length} (${quoted(names)})`,
    task.kind === 'multiclass'
      ? 'take a metric of probabilities: logLoss()'
      : 'look at the sample file and the task',
  );
}

/**
 * Reads the layout of a submission off the sample file, and refuses a sample whose ids are not those of the test rows or whose columns
 * the task cannot fill.
 *
 * `idName` is the schema's id column; without one, rows go by their number from 1 and the sample's first column holds it.
 */
export function sampleLayout(
  sample: Table,
  testIds: readonly string[],
  idName: string | undefined,
  task: Task,
  metric: Metric,
): SampleLayout {
  const id = idName ?? sample.names[0];
  if (id === undefined || !sample.has(id)) {
    refuse(`expected the id column "${id}", got ${quoted(sample.names)}`, didYouMean(id ?? '', sample.names));
  }
  const rowOf = new Map(testIds.map((testId, row) => [testId, row]));
  const { ids, rows } = joinIds(sample, id, rowOf);
  if (rows.length !== testIds.length) {
    const inSample = new Set(ids);
    const lacking = testIds.filter((testId) => !inSample.has(testId));
    refuse(
      `expected the ids of all ${testIds.length} test rows, got ${rows.length}: ${quoted(lacking)} ${lacking.length === 1 ? 'is' : 'are'} not in it`,
      'take the sample file and the test file of the same competition',
    );
  }
  const names = sample.names.filter((name) => name !== id);
  return { id, ids, rows, columns: valueColumns(names, task, metric) };
}

function joinIds(sample: Table, id: string, rowOf: ReadonlyMap<string, number>) {
  const column = sample.column(id);
  const seen = new Set<string>();
  const rows = new Uint32Array(sample.length);
  const ids = Array.from(rows, (_, line) => {
    const text = String(cellAt(column, line) ?? '');
    const row = rowOf.get(text);
    if (row === undefined) {
      refuse(
        `expected the ids of the test rows, got "${text}" in row ${line + 1}, which is no test row's`,
        'take the sample file and the test file of the same competition',
      );
    }
    if (seen.has(text))
      refuse(`expected each id once, got "${text}" again in row ${line + 1}`, 'remove one of them');
    seen.add(text);
    rows[line] = row;
    return text;
  });
  return { ids, rows };
}
