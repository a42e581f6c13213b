import { type Connection, mlflowClient } from 'mlflow-js-client';
import { messageOf } from '@foldwise/core';
import { acquireLock, type Lock } from '../journal/lock.ts';
import type { CompetitionHome } from '../run/home.ts';
import { mirrorDirectory } from './mirrored-servers.ts';
import { mirrorStudy, type StudyMirrored } from './mirror-study.ts';
import { pacedFetch } from './paced-fetch.ts';

/** How it ended. */
export interface LiveMirrorEnd extends Pick<StudyMirrored, 'sent' | 'events'> {
  /** Why not everything is there; undefined where it is. */
  readonly reason: string | undefined;
}

/** A mirror that follows a study while it goes on. */
export interface LiveMirror {
  /**
   * Sends what is left for at most so many seconds, and ends. A server that did not answer last time is not waited for, and none once the
   * signal is aborted.
   */
  finish(seconds: number, signal?: AbortSignal): Promise<LiveMirrorEnd>;
}

/**
 * A request costs one or two milliseconds of processor, so this is about a hundredth of a core. What cannot be sent at this pace is sent at the
 * end, or by a sync.
 */
const requestsAtATime = 24;
const periodSeconds = 4;

/** Between two looks at the journal. */
const lookSeconds = 2;

/** After a failure, doubled up to the longest. */
const firstPauseSeconds = 2;
const longestPauseSeconds = 60;

/** A wait that does not keep the process alive, and that can be ended. */
function pause(seconds: number, wake: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      clearTimeout(timer);
      wake.removeEventListener('abort', go);
      resolve();
    };
    const timer = setTimeout(go, seconds * 1000);
    timer.unref();
    wake.addEventListener('abort', go);
    if (wake.aborted) go();
  });
}

/**
 * Mirrors a study beside whoever writes its journal: it looks at the journal every other second and sends what is new, in this thread's
 * idle time and a few requests at a time. It knows nothing of the sweep and the sweep nothing of it; nothing that happens to it is thrown.
 *
 * @example
 * const mirror = liveMirror(home, 'mlp-1f3a77c0', trackingServer('http://127.0.0.1:5000'), console.error);
 * const { reason } = await mirror.finish(2);
 */
export function liveMirror(
  home: CompetitionHome,
  study: string,
  server: Connection,
  onNote: (message: string) => void,
): LiveMirror {
  const paced = pacedFetch(requestsAtATime, periodSeconds);
  const client = mlflowClient({
    connection: server,
    retry: { retries: 2 },
    timeoutSeconds: 10,
    surroundings: { fetch: paced.fetch },
  });
  const wake = new AbortController();
  const stop = new AbortController();
  let failure: string | undefined;
  let progress: Pick<StudyMirrored, 'sent' | 'events'> = { sent: 0, events: 0 };
  let isOnline = true;

  const follow = async (): Promise<void> => {
    const lock: Lock = acquireLock(mirrorDirectory(home, study));
    try {
      const mirror = mirrorStudy(home, study, client, onNote);
      let pauseSeconds = firstPauseSeconds;
      for (;;) {
        const isLast = wake.signal.aborted;
        if (mirror.look() && (!isLast || isOnline)) {
          try {
            await mirror.send({ signal: stop.signal });
            failure = undefined;
            isOnline = true;
            pauseSeconds = firstPauseSeconds;
          } catch (error) {
            failure = messageOf(error);
            isOnline = stop.signal.aborted;
          }
        }
        progress = mirror.progress();
        if (isLast) return;
        await pause(isOnline ? lookSeconds : pauseSeconds, wake.signal);
        if (!isOnline) pauseSeconds = Math.min(longestPauseSeconds, 2 * pauseSeconds);
      }
    } finally {
      lock.release();
    }
  };

  const over = follow().catch((error: unknown) => {
    failure = messageOf(error);
  });
  return {
    finish: async (seconds, signal) => {
      wake.abort();
      paced.release();
      const cutOff = (): void => stop.abort();
      // It may be in the middle of trying again.
      if (!isOnline || signal?.aborted === true) cutOff();
      signal?.addEventListener('abort', cutOff);
      const timer = setTimeout(cutOff, seconds * 1000);
      await over;
      clearTimeout(timer);
      signal?.removeEventListener('abort', cutOff);
      const isLate = isOnline && stop.signal.aborted;
      return { ...progress, reason: isLate ? `${client.uri} was too slow` : failure };
    },
  };
}
