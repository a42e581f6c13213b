import type { Task } from '../competition/task.ts';
import type { MetricName } from './metric-names.ts';

/** What a column is taken for: the maker of its line in the schema. */
export type ColumnUse = 'id' | 'target' | 'number' | 'category' | 'text' | 'ignored';

/** One column of the files, and what it is taken for. */
export interface ColumnGuess {
  readonly name: string;
  readonly use: ColumnUse;
  /** Why, in a few words. */
  readonly because: string;
  /** Different values in the training file, missing not counted. */
  readonly distinct: number;
  /** Missing cells in the training file. */
  readonly missing: number;
  /** The levels of a category of few, sorted. */
  readonly levels?: readonly string[];
  /** Whether the logarithm of the number is offered as a feature beside it: never negative and strongly skewed. */
  readonly logarithm?: boolean;
  /** Separator and number of parts of codes such as "B/0/P", where some parts make categories. */
  readonly parts?: CodeParts;
}

/** How a code falls into parts, and which of those have few levels. */
export interface CodeParts {
  readonly separator: string;
  readonly kept: readonly number[];
}

/** How much training the data's size allows. */
export interface TrainingGuess {
  readonly folds: number;
  readonly stratified: boolean;
  readonly epochs: number;
  readonly batchSize: number;
  readonly units: number;
  readonly trials: number;
}

/** How `competition.ts` makes features: `autoFeatures()`, or the steps written out. */
export type FeaturesChoice = 'auto' | 'steps';

/** One thing that was guessed, and why. */
export interface Reason {
  readonly about: 'files' | 'id' | 'target' | 'task' | 'metric' | 'columns' | 'features' | 'training';
  readonly guess: string;
  readonly because: string;
}

/** The files of the competition, by their names in the folder. */
export interface CompetitionFiles {
  readonly train: string;
  readonly test: string;
  readonly sample: string;
}

/** Everything `foldwise new` finds out about a folder of files, as plain data; `renderCompetition` writes it down. */
export interface Guess {
  readonly slug: string;
  readonly files: CompetitionFiles;
  readonly trainRows: number;
  readonly testRows: number;
  readonly id: string;
  /** A file lacks the id: its rows go by their number, from 1. */
  readonly idsByRowNumber: boolean;
  /** One, or several in the order of the sample. */
  readonly targets: readonly string[];
  /** How the schema reads the target: labels as they are written, or a quantity. */
  readonly targetKind: 'category' | 'number';
  readonly task: Task;
  readonly metric: MetricName;
  /** In the order of the training file, then what only the test file has. */
  readonly columns: readonly ColumnGuess[];
  readonly features: FeaturesChoice;
  readonly training: TrainingGuess;
  /** What was guessed and why, in the order a reader asks. */
  readonly reasons: readonly Reason[];
}
