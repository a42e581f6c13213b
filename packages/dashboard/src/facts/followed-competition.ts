import { createHash } from 'node:crypto';
import { sep } from 'node:path';
import {
  type CompetitionHome,
  foldOverlap,
  type OpenCompetition,
  openCompetition,
  type StudiesNow,
  type StudyReader,
  studyReader,
  type StudyWithSubmissions,
} from '@foldwise/experiments';

/** A competition that someone looks at: its journals, read when they have changed. */
export interface FollowedCompetition {
  readonly home: CompetitionHome;
  /** Its journals now. */
  now(): StudiesNow;
  /** A study of this name, with its folds and layers. */
  whole(study: string): StudyWithSubmissions | undefined;
  /** A short word that is another one as soon as a journal has changed; reads none. */
  version(): string;
  /** Validation rows / training rows of the folds of a study. */
  overlapOf(study: { readonly foldsHash: string; readonly folds: number }): number;
  /** What `make` gives of the journals, made again when they have changed. */
  kept<T>(name: string, make: (now: StudiesNow) => T): T;
  /**
   * What `make` gives of the competition itself, whose module is imported and whose data is read: one at a time, since that takes memory.
   * The last few are kept; what failed is not.
   */
  keptByData<T>(name: string, make: (open: OpenCompetition) => Promise<T>): Promise<T>;
}

/** So many answers that took the data to work out are kept. */
const KEPT_BY_DATA = 64;

/**
 * Follows a competition: journals, overlaps of folds and what was worked out of them are kept until they change.
 *
 * @example
 * const { studies } = followCompetition(home).now();
 */
export function followCompetition(home: CompetitionHome): FollowedCompetition {
  const reader: StudyReader = studyReader(home);
  // What is wrong is told by the path inside the competition's folder, as all else is.
  const told = (now: StudiesNow): StudiesNow => ({
    ...now,
    problems: now.problems.map((problem) => problem.replaceAll(`${home.directory}${sep}`, '')),
  });
  const overlaps = new Map<string, number>();
  const byData = new Map<string, Promise<unknown>>();
  let last: Promise<unknown> = Promise.resolve();
  const made = new Map<string, { readonly version: string; readonly value: unknown }>();
  return Object.freeze({
    home,
    now: () => told(reader.read()),
    whole: (study: string) => reader.whole(study),
    version: () => shortHash(reader.version()),
    overlapOf({ foldsHash, folds }: { readonly foldsHash: string; readonly folds: number }): number {
      const there = overlaps.get(`${foldsHash} ${folds}`);
      if (there !== undefined) return there;
      const overlap = foldOverlap(home, { foldsHash, foldScores: Array<null>(folds).fill(null) });
      overlaps.set(`${foldsHash} ${folds}`, overlap);
      return overlap;
    },
    kept<T>(name: string, make: (now: StudiesNow) => T): T {
      const now = told(reader.read());
      const there = made.get(name);
      if (there?.version === now.version) return there.value as T;
      const value = make(now);
      made.set(name, { version: now.version, value });
      return value;
    },
    keptByData<T>(name: string, make: (open: OpenCompetition) => Promise<T>): Promise<T> {
      const there = byData.get(name);
      if (there !== undefined) return there as Promise<T>;
      const value = last.then(async () => make(await openCompetition(home)));
      last = value.catch(() => {});
      byData.set(name, value);
      value.catch(() => byData.delete(name));
      for (const old of [...byData.keys()].slice(0, -KEPT_BY_DATA)) byData.delete(old);
      return value;
    },
  });
}

/** Long enough that two states of a folder never share one. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}
