import type { Change } from '../api/change.ts';
import type { FollowedCompetition } from '../facts/followed-competition.ts';
import { watchRuns, type WatchOptions } from './watch-runs.ts';

/** Tells of changes to whoever listens; watches files only as long as someone does. */
export interface ChangeStream {
  readonly listeners: number;
  /** @returns what ends the listening. */
  listen(onChange: (change: Change) => void): () => void;
}

/** Changes of the journals of competitions, for any number of listeners. */
export function changeStream(
  competitions: () => readonly FollowedCompetition[],
  options?: WatchOptions,
): ChangeStream {
  const listeners = new Set<(change: Change) => void>();
  let stop: (() => void) | undefined;
  return {
    get listeners() {
      return listeners.size;
    },
    listen(onChange) {
      listeners.add(onChange);
      stop ??= watchRuns(
        competitions,
        (slug, version) => {
          for (const tell of listeners) tell({ slug, version });
        },
        options,
      );
      return () => {
        listeners.delete(onChange);
        if (listeners.size > 0) return;
        stop?.();
        stop = undefined;
      };
    },
  };
}
