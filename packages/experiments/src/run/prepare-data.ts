import { FoldwiseError } from '@foldwise/core';
import type { Json, Tensor } from '@foldwise/core';
import { numberColumn } from '@foldwise/data';
import type { Column, CompetitionData, Fold, SourceFile, Table, Target } from '@foldwise/data';
import { encodeTarget } from '../competition/encode-target.ts';
import { classesOf } from '../competition/task.ts';
import type { Task } from '../competition/task.ts';
import { hashOf } from '../journal/canonical-json.ts';
import { foldAssignment } from '../journal/folds.ts';
import { rowsOf } from '../model/hold-out-rows.ts';
import { sampleLayout } from './sample-layout.ts';
import type { SampleLayout } from './sample-layout.ts';
import { checkTables, idsOf } from './check-tables.ts';
import type { CheckedTables } from './check-tables.ts';
import { runsDirectory } from './places.ts';
import { rowWeightsOf } from './row-weights.ts';
import type { OpenCompetition } from './options.ts';
import type { OnProgress } from './progress.ts';

/** A competition's data, checked, with the target as numbers and the folds that every run uses. */
export interface PreparedData {
  /** The training rows without the target. */
  readonly train: Table;
  /** The test rows: the same columns. */
  readonly test: Table;
  /** `[rows]`: a number, 0/1, or a class index; `[rows, targets]` where several are predicted. */
  readonly target: Tensor;
  /** The targets as features and splitters are handed them: a category for classes, a number each for a regression. */
  readonly targetColumns: readonly Column[];
  /** `[rows]`: how much each training row counts, where the competition says so. */
  readonly rowWeights?: Tensor;
  readonly trainIds: readonly string[];
  readonly testIds: readonly string[];
  readonly folds: readonly Fold[];
  readonly foldsHash: string;
  /** Of the data files, by content. */
  readonly dataHash: string;
  readonly files: readonly SourceFile[];
  readonly layout: SampleLayout;
  /** The target of the test rows, in their order, where it is known. */
  readonly solution?: Tensor;
  /** How much each test row counts, where that and their target are known. */
  readonly solutionWeights?: Tensor;
  /** What is odd about the data but no error. */
  readonly notes: readonly string[];
}

/** The targets as a transformer or splitter takes them. */
export function asTarget(columns: readonly Column[]): Target {
  return columns.length === 1 ? columns[0]! : columns;
}

/** The name of the one target, or the names of several: fold assignments are known by it. */
function targetNamed(columns: readonly Column[]): Json {
  const names = columns.map(({ name }) => name);
  return names.length === 1 ? names[0]! : names;
}

/** Classes as a category, in the task's order; numbers as they are. */
function columnOfTarget(task: Task, name: string, encoded: Float64Array): Column {
  if (task.kind === 'regression') return numberColumn(name, encoded);
  const levels = classesOf(task);
  return { kind: 'category', name, length: encoded.length, codes: Int32Array.from(encoded), levels };
}

/** Columns of one length as a tensor, row by row; a vector where there is one. */
function tensorOf(columns: readonly Float64Array[]): Tensor {
  const [first] = columns;
  const rows = first!.length;
  if (columns.length === 1) return { shape: [rows], data: first! };
  const data = Float64Array.from({ length: rows * columns.length }, (_, i) => {
    return columns[i % columns.length]![Math.floor(i / columns.length)]!;
  });
  return { shape: [rows, columns.length], data };
}

/** The known labels of the test rows, joined by id. */
function solutionOf(task: Task, data: CompetitionData, tables: CheckedTables): Tensor | undefined {
  const { solution } = data;
  if (solution === undefined) return undefined;
  const ids = idsOf(solution, tables.id, 'solution');
  const encoded = tables.targetColumns.map(({ name }, output) =>
    encodeTarget(task, solution.column(name), { ids, where: 'solution', complete: false, output }),
  );
  const rowOf = new Map(ids.map((id, row) => [id, row]));
  const rows = Uint32Array.from(tables.testIds, (id) => {
    const row = rowOf.get(id);
    if (row !== undefined) return row;
    throw new FoldwiseError(`expected the label of every test row, got none for id "${id}"`, {
      code: 'data',
      where: 'solution',
      hint: 'leave the solution out, or add the row',
    });
  });
  return rowsOf(tensorOf(encoded), rows);
}

/**
 * Loads a competition's data and checks it: everything that a sweep or a submission would stumble over later is an error now.
 *
 * Folds come from the registry in `runs/folds/`: the first call makes them, every later one reads the same.
 *
 * @throws FoldwiseError for missing files, no rows, an absent, incomplete or constant target, an unknown class, ids that stand twice,
 * test rows that lack columns, and a sample submission whose ids or columns do not fit.
 *
 * @example
 * const prepared = await prepareData(await openCompetition(home));
 * prepared.folds.length; // 5
 */
export async function prepareData(open: OpenCompetition, onProgress?: OnProgress): Promise<PreparedData> {
  const { competition, home } = open;
  const { task, metric } = competition;
  const data = await competition.source.load(competition.schema, home.dataDirectory);
  const tables = checkTables(data, competition.schema, task);
  for (const message of tables.notes) onProgress?.({ type: 'note', message });
  const encoded = tables.targetColumns.map((column, output) =>
    encodeTarget(task, column, { ids: tables.trainIds, output }),
  );
  const targetColumns = encoded.map((values, k) =>
    columnOfTarget(task, tables.targetColumns[k]!.name, values),
  );
  const layout = sampleLayout(data.sample, tables.testIds, tables.id, task, metric);
  // The source's spec too: the same file can be cut in more ways than one.
  const dataHash = hashOf([competition.source.spec, ...data.files.map((file) => file.sha256)]);
  const assignment = foldAssignment({
    directory: runsDirectory(home),
    splitter: competition.splitter,
    table: tables.train,
    target: asTarget(targetColumns),
    seed: competition.foldSeed,
    // The folds may follow the target (stratified), so another target column is other data to them.
    dataHash: hashOf({ dataHash, target: targetNamed(targetColumns), task: { ...task } }),
    ids: tables.trainIds,
  });
  const rowWeights = rowWeightsOf(competition, tables.train, 'training data');
  const solution = solutionOf(task, data, tables);
  const solutionWeights = solution && rowWeightsOf(competition, tables.test, 'test data');
  const { folds, hash: foldsHash } = assignment;
  onProgress?.({
    type: 'data',
    trainRows: tables.train.length,
    testRows: tables.test.length,
    folds: folds.length,
  });
  return Object.freeze({
    train: tables.train,
    test: tables.test,
    target: tensorOf(encoded),
    targetColumns,
    trainIds: tables.trainIds,
    testIds: tables.testIds,
    folds,
    foldsHash,
    dataHash,
    files: data.files,
    layout,
    ...(rowWeights === undefined ? {} : { rowWeights }),
    ...(solution === undefined ? {} : { solution }),
    ...(solutionWeights === undefined ? {} : { solutionWeights }),
    notes: tables.notes,
  });
}
