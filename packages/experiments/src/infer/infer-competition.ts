import { missingCount, uniqueValues } from '@foldwise/data';
import { checkSlug } from '../competition/slug.ts';
import { factsOf } from './column-facts.ts';
import type { ColumnGuess, FeaturesChoice, Guess } from './guess.ts';
import { guessAnswer } from './guess-answer.ts';
import { guessColumns } from './guess-columns.ts';
import type { IdGuess } from './guess-id.ts';
import { guessId } from './guess-id.ts';
import { guessMetric } from './guess-metric.ts';
import { guessTarget } from './guess-target.ts';
import { guessSeveral, guessTask } from './guess-task.ts';
import { guessTraining } from './guess-training.ts';
import { readAsText, readFolder } from './read-folder.ts';
import type { FolderTables } from './read-folder.ts';
import type { GuessParts } from './reasons-for.ts';
import { reasonsFor } from './reasons-for.ts';
import { refuseFolder } from './refuse-folder.ts';

/** What is stated about the folder instead of guessed. */
export interface InferOptions {
  /** The name of the competition. */
  readonly slug: string;
  readonly id?: string;
  readonly target?: string;
  readonly metric?: string;
  /** Default `'auto'`: `features: autoFeatures()`; `'steps'`: a pipeline of steps, to be changed by hand. */
  readonly features?: FeaturesChoice;
}

/**
 * Guesses what a folder (or zip) of training, test and sample file asks for: id, target, task, metric, what each column is, and how
 * much training the size allows. Nothing is written.
 *
 * @throws FoldwiseError where files are missing, empty or cannot be read, the id or target cannot be told, a stated name is not there,
 * the target is constant or has missing cells, or no column is left to learn from.
 *
 * @example
 * const guess = await inferCompetition('downloads/spaceship-titanic', { slug: 'spaceship' });
 * guess.metric; // 'accuracy'
 */
export async function inferCompetition(path: string, options: InferOptions): Promise<Guess> {
  checkSlug(options.slug, 'foldwise new', 'competition');
  const tables = await readFolder(path);
  const id = guessId(tables, options.id);
  const target = guessTarget(tables, id.id, options.target);
  const labels = await Promise.all(target.targets.map((name) => labelsOf(tables, name)));
  const answer = guessAnswer(tables.sample, labels[0]!);
  const facts = target.targets.map((name) => factsOf(tables.train.column(name)));
  const task =
    facts.length > 1
      ? guessSeveral(facts)
      : guessTask({
          where: tables.files.train.name,
          target: facts[0]!,
          labels: labels[0]!,
          answer,
          ...(target.classColumns !== undefined && { classColumns: target.classColumns }),
        });
  const metric = guessMetric(task, answer, target.classColumns !== undefined, options.metric);
  const columns = guessColumns(tables, id.id, target.targets);
  const features = options.features ?? 'auto';
  checkFeatures(tables, columns, features);
  return assemble(options.slug, { tables, id, target, task, metric, columns, features });
}

/** The target's values as the file writes them; there must be two, and none missing. */
async function labelsOf({ files, train }: FolderTables, target: string): Promise<readonly string[]> {
  const where = `${files.train.name}, column "${target}"`;
  const missing = missingCount(train.column(target));
  if (missing > 0) {
    refuseFolder(
      where,
      `expected a target in every row, got ${missing} of ${train.length} without`,
      'remove those rows, or name another column with --target',
    );
  }
  const labels = uniqueValues((await readAsText(files.train, target)).column(target)).map(String);
  if (labels.length < 2) {
    refuseFolder(
      where,
      `expected a target that varies, got "${labels[0]}" in every row: there is nothing to learn`,
      'name another column with --target',
    );
  }
  return labels;
}

function checkFeatures(
  { where }: FolderTables,
  columns: readonly ColumnGuess[],
  features: FeaturesChoice,
): void {
  const isUsed = ({ use, parts }: ColumnGuess): boolean =>
    use === 'number' || use === 'category' || parts !== undefined || (use === 'text' && features === 'auto');
  if (columns.some(isUsed)) return;
  const left = columns.filter(({ use }) => use === 'text' || use === 'ignored');
  refuseFolder(
    where,
    `expected a column of numbers or of few levels to learn from, got ${left.length === 0 ? 'none' : left.map(({ name, because }) => `"${name}" (${because})`).join(', ')}`,
    features === 'auto'
      ? 'add columns to the files, or write the competition by hand'
      : 'steps make no features of free text: leave --features out, or write the competition by hand',
  );
}

function assemble(slug: string, parts: GuessParts): Guess {
  const { tables, id, target, task, metric, columns, features } = parts;
  const { train, test, files } = tables;
  const training = guessTraining(train.length, columns, task.task, features);
  const named = columns.some(({ name }) => name === id.id);
  return Object.freeze({
    slug,
    files: { train: files.train.name, test: files.test.name, sample: files.sample.name },
    trainRows: train.length,
    testRows: test.length,
    id: id.id,
    idsByRowNumber: id.byRowNumber,
    targets: target.targets,
    targetKind: task.targetKind,
    task: task.task,
    metric: metric.metric,
    columns: named ? columns : [rowNumbers(id, train.length), ...columns],
    features,
    training,
    reasons: reasonsFor(parts, training),
  });
}

/** The id that stands in no file: the row's number. */
function rowNumbers({ id }: IdGuess, rows: number): ColumnGuess {
  return { name: id, use: 'id', because: "the row's number", distinct: rows, missing: 0 };
}
