import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import type { FollowedCompetition } from '../facts/followed-competition.ts';

/** How often files are looked at by their sizes, which sees what no watcher tells: network drives, processes that were killed. */
const POLL_MILLISECONDS = 2000;

/** An epoch writes several lines: they are told of at once. */
const SETTLE_MILLISECONDS = 200;

/** How often at most one competition's change is told. */
export interface WatchOptions {
  readonly pollMilliseconds?: number;
  readonly settleMilliseconds?: number;
}

/**
 * Tells of each change of the journals of competitions, by watching their `runs/` and by looking every two seconds.
 *
 * @param competitions asked for at each look: one that is made meanwhile is followed too.
 * @returns what ends it.
 */
export function watchRuns(
  competitions: () => readonly FollowedCompetition[],
  onChange: (slug: string, version: string) => void,
  options: WatchOptions = {},
): () => void {
  const { pollMilliseconds = POLL_MILLISECONDS, settleMilliseconds = SETTLE_MILLISECONDS } = options;
  const versions = new Map<string, string>();
  const watchers = new Map<string, FSWatcher>();
  let settling: NodeJS.Timeout | undefined;

  const look = (isFirst = false): void => {
    for (const followed of competitions()) {
      const { slug, directory } = followed.home;
      const version = versionOf(followed);
      const before = versions.get(slug);
      versions.set(slug, version);
      if (!isFirst && before !== version) onChange(slug, version);
      if (!watchers.has(slug)) watchFolder(slug, join(directory, 'runs'));
    }
  };
  const soon = (): void => {
    settling ??= setTimeout(() => {
      settling = undefined;
      look();
    }, settleMilliseconds);
  };
  const watchFolder = (slug: string, folder: string): void => {
    try {
      const watcher = watch(folder, { recursive: true, persistent: false }, soon);
      // A folder that goes, or a system that is out of watchers: looking goes on.
      watcher.on('error', () => {
        watcher.close();
        watchers.delete(slug);
      });
      watchers.set(slug, watcher);
    } catch {
      // There is none yet, or this file system cannot be watched: looking finds it.
    }
  };

  look(true);
  const polling = setInterval(() => look(), pollMilliseconds);
  polling.unref();
  return () => {
    clearInterval(polling);
    clearTimeout(settling);
    for (const watcher of watchers.values()) watcher.close();
  };
}

function versionOf(followed: FollowedCompetition): string {
  try {
    return followed.version();
  } catch {
    return 'unreadable';
  }
}
