import type { Described } from '@foldwise/core/base';
import type { Schema } from '../table/schema.ts';
import type { Table } from '../table/table.ts';

/** A file that data came from, by content. */
export interface SourceFile {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** The raw tables of a competition. */
export interface CompetitionData {
  /** Features, id and target. */
  readonly train: Table;
  /** Features and id. */
  readonly test: Table;
  /** The sample submission: its ids in order, its columns. Every one of its columns but the id is text as it stands in the file. */
  readonly sample: Table;
  readonly files: readonly SourceFile[];
  /** Where the labels of the test rows are known (embedded data): id and target, a local private leaderboard. */
  readonly solution?: Table;
}

/** Where a competition's tables come from: `kaggleFolder()`, `embedded(…)`. */
export interface Source extends Described {
  /** `directory` is the competition's `data/` folder or what `--data` names. */
  load(schema: Schema, directory: string): Promise<CompetitionData>;
}
