import { accessSync, constants, existsSync, readdirSync, statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openCompetition } from '@foldwise/experiments';
import { messageOf } from '@foldwise/core';
import { findCompetitions, homeOf } from '../competitions/find-competition.ts';
import type { FoundCompetition } from '../competitions/find-competition.ts';

/** A competition that is found, and whether it can be run. */
export interface CompetitionFacts {
  readonly name: string;
  readonly from: FoundCompetition['from'];
  readonly directory: string;
  /** Where its raw files are: in a package, or in its folder, or nowhere yet. */
  readonly data: 'embedded' | 'present' | 'missing' | 'unknown';
  readonly dataDirectory: string;
  /** Where runs go to, and whether they can be written there. */
  readonly runs: string;
  readonly isWritable: boolean;
  /** Of the disk that the runs go to; null where the system does not say. */
  readonly freeBytes: number | null;
  /** Why it does not load; null where it does. */
  readonly problem: string | null;
}

/** This folder, or the nearest one above it that there is. */
function nearest(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearest(dirname(path));
}

function isWritable(path: string): boolean {
  try {
    accessSync(nearest(path), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function freeBytes(path: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(nearest(path));
    return bavail * bsize;
  } catch {
    return null;
  }
}

function hasFiles(folder: string): boolean {
  try {
    return readdirSync(folder).length > 0;
  } catch {
    return false;
  }
}

/** Every competition that the commands can be told, each imported as a run would; no data is read. */
export async function examineCompetitions(cwd: string): Promise<readonly CompetitionFacts[]> {
  const all: CompetitionFacts[] = [];
  for (const { slug, from, directory } of findCompetitions(cwd)) {
    const home = homeOf(slug, cwd);
    const { dataDirectory } = home;
    const runs = join(directory, 'runs');
    const place = { name: slug, from, directory, dataDirectory, runs };
    const disk = { isWritable: isWritable(runs), freeBytes: freeBytes(runs) };
    try {
      const { competition } = await openCompetition(home);
      const isEmbedded = competition.source.spec.kind === 'embedded';
      const data = isEmbedded ? 'embedded' : hasFiles(dataDirectory) ? 'present' : 'missing';
      all.push({ ...place, ...disk, data, problem: null });
    } catch (error) {
      const problem = messageOf(error);
      all.push({ ...place, ...disk, data: 'unknown', problem });
    }
  }
  return all;
}
