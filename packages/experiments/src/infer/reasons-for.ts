import { groupDigits } from './group-digits.ts';
import type { ColumnGuess, ColumnUse, FeaturesChoice, Reason, TrainingGuess } from './guess.ts';
import type { IdGuess } from './guess-id.ts';
import type { MetricGuess } from './guess-metric.ts';
import type { TargetGuess } from './guess-target.ts';
import type { TaskGuess } from './guess-task.ts';
import type { FolderTables } from './read-folder.ts';
import type { Task } from '../competition/task.ts';

/** The parts of a guess, before they are put together. */
export interface GuessParts {
  readonly tables: FolderTables;
  readonly id: IdGuess;
  readonly target: TargetGuess;
  readonly task: TaskGuess;
  readonly metric: MetricGuess;
  readonly columns: readonly ColumnGuess[];
  readonly features: FeaturesChoice;
}

/** What was guessed and why, in the order a reader asks. */
export function reasonsFor(parts: GuessParts, training: TrainingGuess): readonly Reason[] {
  const { tables, id, target, task, metric, columns, features } = parts;
  const { files, train, test } = tables;
  return [
    {
      about: 'files',
      guess: [files.train.name, files.test.name, files.sample.name].join(', '),
      because: `${groupDigits(train.length)} rows to learn from, ${groupDigits(test.length)} to predict`,
    },
    { about: 'id', guess: id.id, because: id.because },
    { about: 'target', guess: target.targets.join(', '), because: target.because },
    { about: 'task', guess: taskWords(task.task), because: task.because },
    { about: 'metric', guess: metricWords(metric, target), because: metric.because },
    { about: 'columns', guess: columnWords(columns, features), because: leftOut(columns, features) },
    features === 'auto'
      ? {
          about: 'features',
          guess: 'autoFeatures()',
          because:
            'chosen by the training rows of each fold; --features steps writes steps to change by hand',
        }
      : { about: 'features', guess: 'steps', because: 'as asked for: filled, scaled and one-hot' },
    {
      about: 'training',
      guess: trainingWords(training),
      because: `so that a trial takes ${train.length > 30_000 ? 'about a minute' : 'seconds'} on a core`,
    },
  ];
}

function metricWords({ metric }: MetricGuess, { targets }: TargetGuess): string {
  return targets.length > 1 ? `the mean of ${metric} over the targets` : metric;
}

function taskWords(task: Task): string {
  if (task.kind === 'binary') return `binary: ${task.positive} or ${task.negative}`;
  if (task.kind === 'multiclass') return `multiclass: ${task.classes.length} classes`;
  const of = task.targets === undefined ? '' : ` of ${task.targets.length} targets`;
  const scales = new Set([task.scale ?? 'linear'].flat());
  if (scales.size > 1) return `regression${of}, of some on log(1 + y)`;
  return `regression${of}${scales.has('log1p') ? ' on log(1 + y)' : ''}`;
}

function count(columns: readonly ColumnGuess[], use: ColumnUse): number {
  return columns.filter((column) => column.use === use).length;
}

function columnWords(columns: readonly ColumnGuess[], features: FeaturesChoice): string {
  const [numbers, categories] = [count(columns, 'number'), count(columns, 'category')];
  const split = columns.filter(({ parts }) => parts !== undefined).length;
  const texts = features === 'auto' ? count(columns, 'text') - split : 0;
  const words = [
    ...(numbers > 0 ? [`${numbers} of numbers`] : []),
    ...(categories > 0 ? [`${categories} of few levels`] : []),
    ...(split > 0 ? [`${split} of codes, taken apart`] : []),
    ...(texts > 0 ? [`${texts} of texts`] : []),
  ];
  return words.join(', ');
}

function leftOut(columns: readonly ColumnGuess[], features: FeaturesChoice): string {
  const left = columns.filter(
    ({ use, parts }) => (use === 'text' && parts === undefined && features === 'steps') || use === 'ignored',
  );
  if (left.length === 0) return 'every column is used';
  const shown = left.slice(0, 6).map(({ name, because }) => `${name} (${because})`);
  return `left out: ${shown.join(', ')}${left.length > 6 ? ` and ${left.length - 6} more` : ''}`;
}

function trainingWords({ folds, stratified, epochs, units, trials }: TrainingGuess): string {
  return `${folds} ${stratified ? 'stratified ' : ''}folds, two layers of up to ${units} units, ${epochs} epochs, ${trials} trials`;
}
