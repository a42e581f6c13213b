import type { Described, Metric } from '@foldwise/core';
import type { Schema, Source, Splitter, Transformer } from '@foldwise/data';
import type { Model } from '../model/model.ts';
import type { Sweep } from './define-sweep.ts';
import type { Task } from './task.ts';

/** What a user states about a competition; `defineCompetition` checks it. */
export interface CompetitionOptions<S extends Schema = Schema> {
  /** The slug: the folder's name, what the commands take. */
  readonly name: string;
  readonly title?: string;
  /** Where a person reads about it. */
  readonly url?: string;
  readonly schema: S;
  readonly source: Source;
  readonly task: Task;
  readonly metric: Metric;
  readonly splitter: Splitter;
  /** Seed of the fold assignment; default 0. */
  readonly foldSeed?: number;
  readonly features: Transformer;
  readonly models: Readonly<Record<string, Model>>;
  readonly sweeps?: readonly Sweep[];
}

/** A competition, checked and frozen: what every command works on. */
export interface Competition<S extends Schema = Schema> extends Described, CompetitionOptions<S> {
  readonly foldSeed: number;
  readonly sweeps: readonly Sweep[];
}
