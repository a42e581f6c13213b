import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { inferCompetition } from './infer-competition.ts';

/** A new folder with these files. */
function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'foldwise-infer-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** A CSV of so many rows, each cell made from its row's number. */
function csvOf(rows: number, columns: Readonly<Record<string, (row: number) => number | string>>): string {
  const names = Object.keys(columns);
  const lines = Array.from({ length: rows }, (_, row) => names.map((name) => columns[name]!(row)).join(','));
  return `${[names.join(','), ...lines].join('\n')}\n`;
}

type Cells = Readonly<Record<string, (row: number) => number | string>>;

const features: Cells = {
  size: (row) => (row * 37) % 101,
  colour: (row) => ['red', 'green', 'blue'][row % 3]!,
};

/** A folder whose training file has `target`, and whose sample answers `answer` (columns other than the id). */
function competition(target: Cells, answer: Cells, more: Cells = features): string {
  const first: Cells = { Id: (row) => row + 1 };
  return folderOf({
    'train.csv': csvOf(60, { ...first, ...more, ...target }),
    'test.csv': csvOf(20, { Id: (row) => row + 61, ...more }),
    'sample_submission.csv': csvOf(20, { Id: (row) => row + 61, ...answer }),
  });
}

const infer = (folder: string, options = {}) => inferCompetition(folder, { slug: 'made-up', ...options });

/** These values again and again. */
function cycle(...values: readonly number[]): (row: number) => number {
  return (row) => values[row % values.length]!;
}

describe('what is guessed of a target', () => {
  test('two values and labels in the sample: binary, accuracy', async () => {
    const guess = await infer(competition({ bought: (row) => row % 2 }, { bought: () => 0 }));
    expect(guess.task).toEqual({ kind: 'binary', positive: '1', negative: '0' });
    expect([guess.targets[0], guess.id, guess.metric, guess.targetKind]).toEqual([
      'bought',
      'Id',
      'accuracy',
      'category',
    ]);
  });

  test('True and False keep their spelling, and True is the positive one', async () => {
    const guess = await infer(
      competition({ gone: (row) => (row % 3 ? 'False' : 'True') }, { gone: () => 'False' }),
    );
    expect(guess.task).toEqual({ kind: 'binary', positive: 'True', negative: 'False' });
  });

  test('two values and 0.5 in the sample: binary, area under the curve', async () => {
    const guess = await infer(competition({ y: (row) => row % 2 }, { y: () => 0.5 }));
    expect([guess.task.kind, guess.metric]).toEqual(['binary', 'rocAuc']);
  });

  test('1.0 in the training file and 1 in the sample: labels are written as the sample writes them', async () => {
    const guess = await infer(competition({ y: (row) => `${row % 2}.0` }, { y: () => 2 }));
    expect(guess.task).toEqual({ kind: 'binary', positive: '1', negative: '0' });
    expect(guess.targetKind).toBe('number');
  });

  test('whole numbers in a row with a peak: grades, quadratic weighted kappa', async () => {
    const guess = await infer(
      competition({ quality: cycle(3, 4, 5, 5, 5, 5, 6, 6, 4, 7) }, { quality: () => 5 }),
    );
    expect(guess.task).toEqual({ kind: 'multiclass', classes: ['3', '4', '5', '6', '7'] });
    expect(guess.metric).toBe('quadraticWeightedKappa');
  });

  test('whole numbers in a row without a peak: classes, accuracy', async () => {
    const guess = await infer(
      competition({ label: cycle(0, 1, 1, 2, 3, 3, 3, 2, 0, 0) }, { label: () => 0 }),
    );
    expect([guess.task.kind, guess.metric]).toEqual(['multiclass', 'accuracy']);
  });

  test('whole numbers in a row and fractions in the sample: a quantity', async () => {
    const guess = await infer(competition({ y: (row) => row % 5 }, { y: () => 2.5 }));
    expect([guess.task.kind, guess.metric]).toEqual(['regression', 'rmse']);
  });

  test('texts: multiclass in order', async () => {
    const guess = await infer(
      competition({ kind: (row) => ['oak', 'ash', 'elm'][row % 3]! }, { kind: () => 'oak' }),
    );
    expect(guess.task).toEqual({ kind: 'multiclass', classes: ['ash', 'elm', 'oak'] });
    expect(guess.metric).toBe('accuracy');
  });

  test('a column a class in the sample: multiclass in its order, log loss', async () => {
    const folder = competition(
      { kind: (row) => ['oak', 'ash', 'elm'][row % 3]! },
      { elm: () => 1, ash: () => 0, oak: () => 0 },
    );
    const guess = await infer(folder);
    expect(guess.task).toEqual({ kind: 'multiclass', classes: ['elm', 'ash', 'oak'] });
    expect([guess.targets[0], guess.metric]).toEqual(['kind', 'logLoss']);
  });

  test('many numbers: regression, root mean squared error', async () => {
    const guess = await infer(competition({ y: (row) => row - 30.5 }, { y: () => 0 }));
    expect([guess.task, guess.metric, guess.targetKind]).toEqual([
      { kind: 'regression', scale: 'linear' },
      'rmse',
      'number',
    ]);
  });

  test('numbers that are never negative and skewed: their logarithm, RMSLE', async () => {
    const guess = await infer(competition({ price: (row) => 2 ** (row / 4) }, { price: () => 100 }));
    expect([guess.task, guess.metric]).toEqual([{ kind: 'regression', scale: 'log1p' }, 'rmsle']);
  });

  test('what is stated is not guessed', async () => {
    const folder = competition({ a: (row) => row % 2, b: (row) => row + 0.5 }, { y: () => 0.5 });
    const guess = await infer(folder, { target: 'b', metric: 'mean absolute error', id: 'Id' });
    expect([guess.targets[0], guess.metric]).toEqual(['b', 'mae']);
    expect(guess.columns.find(({ name }) => name === 'a')?.use).toBe('ignored');
  });
});

test('several numbers that the sample asks for are all targets', async () => {
  const targets = { a: (row: number) => 2 ** (row / 6), b: (row: number) => 4 ** (row / 6) };
  const guess = await infer(competition(targets, { b: () => 1.5, a: () => 1.5 }));
  expect(guess.targets).toEqual(['b', 'a']);
  expect(guess.task).toEqual({ kind: 'regression', targets: ['b', 'a'], scale: 'log1p' });
  expect(guess.metric).toBe('rmsle');
  expect(guess.columns.filter(({ use }) => use === 'target').map(({ name }) => name)).toEqual(['a', 'b']);
  const [, , , task, metric] = guess.reasons;
  expect([task!.guess, metric!.guess]).toEqual([
    'regression of 2 targets on log(1 + y)',
    'the mean of rmsle over the targets',
  ]);
  const holed = { ...targets, b: (row: number) => (row === 3 ? '' : row) };
  await expect(infer(competition(holed, { b: () => 1.5, a: () => 1.5 }))).rejects.toThrow(
    'column "b": expected a target in every row, got 1 of 60 without',
  );
});

describe('what is guessed of the other columns', () => {
  const target: Cells = { y: (row) => row % 2 };
  const uses = async (more: Cells) =>
    Object.fromEntries(
      (await infer(competition(target, target, more))).columns.map(({ name, use }) => [name, use]),
    );

  test('numbers, few levels, free text, constants and empty columns', async () => {
    const found = await uses({
      ...features,
      name: (row) => `somebody ${row}`,
      same: () => 'x',
      empty: () => '',
    });
    expect(found).toEqual({
      Id: 'id',
      size: 'number',
      colour: 'category',
      name: 'text',
      same: 'ignored',
      empty: 'ignored',
      y: 'target',
    });
  });

  test('features are chosen by the data unless steps are asked for; texts are then of use, too', async () => {
    const folder = competition(target, target, { essay: (row) => `a word and number ${row}` });
    const guess = await infer(folder);
    expect(guess.features).toBe('auto');
    const about = (name: string) => guess.reasons.find((reason) => reason.about === name);
    expect(about('columns')).toMatchObject({ guess: '1 of texts', because: 'every column is used' });
    expect(about('features')).toMatchObject({ guess: 'autoFeatures()' });
    await expect(infer(folder, { features: 'steps' })).rejects.toThrow('steps make no features of free text');
  });

  test('a column that only the test file has is ignored', async () => {
    const folder = folderOf({
      'train.csv': csvOf(40, { Id: (r) => r, ...features, ...target }),
      'test.csv': csvOf(10, { Id: (r) => r + 40, ...features, extra: (r) => r }),
      'sample_submission.csv': csvOf(10, { Id: (r) => r + 40, y: () => 0 }),
    });
    const extra = (await infer(folder)).columns.at(-1);
    expect(extra).toMatchObject({ name: 'extra', use: 'ignored', because: 'only the test file has it' });
  });

  test('codes fall into parts', async () => {
    const folder = competition(target, target, {
      ...features,
      cabin: (row) => `${'ABC'[row % 3]}/${row}/${'PS'[row % 2]}`,
    });
    const cabin = (await infer(folder)).columns.find(({ name }) => name === 'cabin');
    expect(cabin?.parts).toEqual({ separator: '/', kept: [0, 2] });
  });

  test('skewed numbers offer their logarithm', async () => {
    const folder = competition(target, target, { spent: (row) => (row % 20 === 0 ? 5000 + row : row % 7) });
    expect((await infer(folder)).columns.find(({ name }) => name === 'spent')?.logarithm).toBe(true);
  });

  test('rows without an id go by their number, where the sample counts', async () => {
    const folder = folderOf({
      'train.csv': csvOf(40, { ...features, ...target }),
      'test.csv': csvOf(10, features),
      'sample_submission.csv': csvOf(10, { ImageId: (row) => row + 1, y: () => 0 }),
    });
    const guess = await infer(folder);
    expect([guess.id, guess.idsByRowNumber, guess.columns[0]?.name]).toEqual(['ImageId', true, 'ImageId']);
  });

  test('gzipped files are read as plain ones are', async () => {
    const plain = {
      train: csvOf(40, { Id: (r) => r, ...features, ...target }),
      test: csvOf(10, { Id: (r) => r, ...features }),
    };
    const folder = folderOf({
      'train.csv.gz': gzipSync(plain.train),
      'test.csv.gz': gzipSync(plain.test),
      'sampleSubmission.csv': csvOf(10, { Id: (r) => r, y: () => 1 }),
    });
    expect((await infer(folder)).files).toEqual({
      train: 'train.csv.gz',
      test: 'test.csv.gz',
      sample: 'sampleSubmission.csv',
    });
  });
});

describe('what is refused', () => {
  const target: Cells = { y: (row) => row % 2 };
  const train = csvOf(8, { Id: (row) => row, x: (row) => row, ...target });
  const testFile = csvOf(4, { Id: (row) => row + 8, x: (row) => row });
  const sample = csvOf(4, { Id: (row) => row + 8, y: () => 0 });
  const files = { 'train.csv': train, 'test.csv': testFile, 'sample_submission.csv': sample };
  const refusal = async (changes: Readonly<Record<string, string>>, options = {}) => {
    const error: unknown = await infer(folderOf({ ...files, ...changes }), options).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toHaveProperty('name', 'FoldwiseError');
    return error instanceof Error ? error.message : '';
  };

  test('ids that are cells put together: how to write that', async () => {
    const folder = folderOf({
      'train.csv': csvOf(8, { Store: (row) => row, Date: (row) => `2012-11-0${row}`, ...target }),
      'test.csv': csvOf(4, { Store: (row) => row, Date: (row) => `2012-12-0${row}` }),
      'sample_submission.csv': csvOf(4, { Id: (row) => `${row}_2012-12-0${row}`, y: () => 0 }),
    });
    await expect(infer(folder)).rejects.toThrow(
      `expected the id "Id", which is the first column of sample_submission.csv — write the competition by hand, with source: kaggleFolder({ ids: { of: ['Store', 'Date'] } }), or add the column`,
    );
  });

  test('a folder without train.csv says what is there', async () => {
    const folder = folderOf({ 'Train set.csv': train, 'test.csv': testFile });
    await expect(infer(folder)).rejects.toThrow(
      'got no train.csv, no sample submission; the folder holds Train set.csv, test.csv — name the folder or zip that has them with --from',
    );
  });

  test('a folder that is not there', async () => {
    await expect(infer('/no/such/folder')).rejects.toThrow(/\/no\/such\/folder: .*got no such folder/);
  });

  test('a training file of a header only', async () => {
    expect(await refusal({ 'train.csv': 'Id,x,y\n' })).toBe(
      'train.csv: expected at least one row below the header, got none — download the file again',
    );
  });

  test('an empty training file', async () => {
    expect(await refusal({ 'train.csv': '' })).toContain(
      'train.csv: expected a line of column names, got an empty file',
    );
  });

  test('a stated target that is absent', async () => {
    expect(await refusal({}, { target: 'Y2' })).toContain(
      'expected the target "Y2" in the training file — did you mean "y"?',
    );
  });

  test('a target that is the id', async () => {
    expect(await refusal({}, { target: 'Id' })).toContain(
      'expected a target that is not the id, got "Id" for both',
    );
  });

  test('a test file with every column of the training file', async () => {
    expect(
      await refusal({ 'test.csv': csvOf(4, { Id: (row) => row + 8, x: (row) => row, y: () => 0 }) }),
    ).toContain(
      'expected a column to predict, got none: the test file has every column of the training file',
    );
  });

  test('several columns that only the training file has', async () => {
    const more = csvOf(8, { Id: (row) => row, x: (row) => row, ...target, z: (row) => row });
    const other = csvOf(4, { Id: (row) => row + 8, answer: () => 0 });
    expect(await refusal({ 'train.csv': more, 'sample_submission.csv': other })).toContain(
      'expected one column that only the training file has, got 2: "y", "z" — name the one to predict with --target',
    );
  });

  test('a sample that asks for several targets that are no numbers', async () => {
    const more = csvOf(8, { Id: (row) => row, x: (row) => row, ...target, z: (row) => `level ${row % 2}` });
    const other = csvOf(4, { Id: (row) => row + 8, y: () => 0, z: () => 0 });
    expect(await refusal({ 'train.csv': more, 'sample_submission.csv': other })).toContain(
      'expected one target, or several of numbers, got 2, of which "z" is none of numbers: "y", "z" — make one folder a target',
    );
    const third = csvOf(4, { Id: (row) => row + 8, y: () => 0, z: () => 0, q: () => 0 });
    expect(await refusal({ 'train.csv': more, 'sample_submission.csv': third })).toContain(
      'expected sample columns that are targets, got "q" beside "y", "z"',
    );
  });

  test('sample columns that are not the values of the target', async () => {
    const other = csvOf(4, { Id: (row) => row + 8, no: () => 0, yes: () => 0 });
    expect(await refusal({ 'sample_submission.csv': other })).toContain(
      'expected sample columns named as the values of "y", got "no", "yes" for "0", "1"',
    );
  });

  test('a sample of one column', async () => {
    expect(await refusal({ 'sample_submission.csv': 'Id\n8\n9\n' })).toContain(
      'sample_submission.csv: expected an id column and a column to fill in, got 1 column',
    );
  });

  test('an id that the test file lacks', async () => {
    expect(await refusal({ 'test.csv': csvOf(4, { x: (row) => row }) })).toContain(
      'test.csv: expected the id "Id", which is the first column of sample_submission.csv',
    );
  });

  test('an id that stands twice', async () => {
    expect(await refusal({ 'test.csv': csvOf(4, { Id: () => 8, x: (row) => row }) })).toContain(
      'test.csv, column "Id": expected an id that differs in each of the 4 rows, got 1 different ones',
    );
  });

  test('an id that is missing in a row', async () => {
    const Id = (row: number) => (row === 2 ? '' : row + 8);
    expect(await refusal({ 'test.csv': csvOf(4, { Id, x: (row) => row }) })).toContain(
      'test.csv, column "Id": expected an id in every row, got 1 of 4 without — fill them in, or remove those rows',
    );
  });

  test('a stated id that is not the sample submission’s first column', async () => {
    expect(await refusal({}, { id: 'x' })).toContain('expected the id "x" as the first column, got "Id"');
  });

  test('a constant target', async () => {
    expect(
      await refusal({ 'train.csv': csvOf(8, { Id: (row) => row, x: (row) => row, y: () => 1 }) }),
    ).toContain(
      'train.csv, column "y": expected a target that varies, got "1" in every row: there is nothing to learn',
    );
  });

  test('a target with missing cells', async () => {
    const holes = csvOf(8, { Id: (row) => row, x: (row) => row, y: (row) => (row < 2 ? '' : row % 2) });
    expect(await refusal({ 'train.csv': holes })).toContain(
      'expected a target in every row, got 2 of 8 without',
    );
  });

  test('a target of free text', async () => {
    const texts = csvOf(300, { Id: (row) => row, x: (row) => row, y: (row) => `essay ${row}` });
    expect(await refusal({ 'train.csv': texts })).toContain(
      'expected a target of numbers or of at most 200 classes, got 300 different texts in "y"',
    );
  });

  test('no column to learn from', async () => {
    const change = {
      'train.csv': csvOf(60, { Id: (row) => row, essay: (row) => `word ${row}`, ...target }),
      'test.csv': csvOf(4, { Id: (row) => row + 60, essay: (row) => `word ${row}` }),
      'sample_submission.csv': csvOf(4, { Id: (row) => row + 60, y: () => 0 }),
    };
    expect(await refusal(change, { features: 'steps' })).toContain(
      'expected a column of numbers or of few levels to learn from, got "essay" (60 different texts) — steps make no features of free text: leave --features out',
    );
  });

  test('a metric that does not exist, and one of another task', async () => {
    expect(await refusal({}, { metric: 'acuracy' })).toBe(
      '--metric: expected the name of a metric, got "acuracy" — did you mean "accuracy"?',
    );
    expect(await refusal({}, { metric: 'rmse' })).toContain(
      '--metric: expected a metric for a binary task, got rmse — take one of accuracy',
    );
  });

  test('a name that cannot be a folder’s', async () => {
    expect(await refusal({}, { slug: 'My Competition' })).toContain(
      'expected the name of a competition of letters, digits, ".", "_" and "-", got "My Competition"',
    );
  });
});
