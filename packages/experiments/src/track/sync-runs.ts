import { existsSync } from 'node:fs';
import { FoldwiseError } from '@foldwise/core';
import { type CallOptions, mlflowClient } from 'mlflow-js-client';
import { acquireLock, type Lock } from '../journal/lock.ts';
import type { CompetitionHome } from '../run/home.ts';
import { journalPath } from '../run/places.ts';
import { studyFolders } from '../run/read-studies.ts';
import { mirrorDirectory, mirroredServers } from './mirrored-servers.ts';
import { mirrorStudy, type StudyMirrored } from './mirror-study.ts';
import { trackingServer } from './tracking-server.ts';
import { asFoldwiseError } from './mirror-error.ts';

/** How runs are sent to a server. */
export interface SyncOptions extends CallOptions {
  /** Its address; unless given, every server that a study was mirrored to before. */
  readonly server?: string;
  /** Only this study; every one unless given. */
  readonly study?: string;
  /** Where `MLFLOW_TRACKING_USERNAME` and the like are read; the process's unless given. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** How often a request that fails in passing is repeated; 3 unless given. */
  readonly retries?: number;
  readonly onNote?: (message: string) => void;
  /** Told after each study. */
  readonly onStudy?: (mirrored: StudyMirrored & { readonly server: string }) => void;
}

/** Where a sweep mirrors its study at this moment, it needs no help. */
function lockOf(directory: string, onNote: (message: string) => void): Lock | undefined {
  try {
    return acquireLock(directory);
  } catch (error) {
    if (!(error instanceof FoldwiseError) || error.code !== 'journal') throw error;
    onNote(error.message);
    return undefined;
  }
}

/**
 * Sends what of a competition's runs a tracking server has not got, as often as one likes: what is there is left as it is. A server that
 * was replaced by an empty one gets everything.
 *
 * @returns what was sent, by server and study.
 * @throws FoldwiseError (`network`) where a server does not answer or refuses; what was sent by then stays, and the next call goes on.
 *
 * @example
 * await syncRuns(home, { server: 'http://127.0.0.1:5000' });
 */
export async function syncRuns(
  home: CompetitionHome,
  options: SyncOptions = {},
): Promise<readonly (StudyMirrored & { readonly server: string })[]> {
  const { server, study, environment, retries = 3, onNote = () => {}, onStudy, ...call } = options;
  const studies = studyFolders(home).filter(
    (name) => (study === undefined || name === study) && existsSync(journalPath(home, name)),
  );
  const done: (StudyMirrored & { readonly server: string })[] = [];
  let failure: unknown;
  for (const name of studies) {
    const servers = server === undefined ? mirroredServers(home, name) : [server];
    for (const address of servers) {
      const connection = trackingServer(address, environment);
      const client = mlflowClient({ connection, retry: { retries } });
      const lock = lockOf(mirrorDirectory(home, name), onNote);
      if (lock === undefined) continue;
      try {
        const mirrored = await mirrorStudy(home, name, client, onNote).send(call);
        done.push({ ...mirrored, server: client.uri });
        onStudy?.({ ...mirrored, server: client.uri });
      } catch (error) {
        // The others may be there.
        failure ??= asFoldwiseError(error);
        if (options.signal?.aborted === true) throw failure;
      } finally {
        lock.release();
      }
    }
  }
  if (failure !== undefined) throw failure;
  return done;
}
