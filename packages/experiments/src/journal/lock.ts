import { linkSync, readdirSync, readFileSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { FoldwiseError } from '@foldwise/core';
import { z } from 'zod';
import { codeOf, fileError } from './file-error.ts';
import { isAlive, type ProcessIdentity, thisProcess } from './process-identity.ts';
import { temporaryFor } from './temporary-file.ts';
import { makeFolder } from './write-whole.ts';

/** Held by the one writer of a folder. */
export interface Lock {
  readonly directory: string;
  /** Gives it back; a second call does nothing. */
  release(): void;
}

// The lock is the file of the highest number. A number is taken by making its file, which only one process can; a lock that is released
// (empty) or whose process has died is taken over by making the next number. Since the highest file is never removed, a process that
// was slow and made a lower number sees a higher one afterwards and withdraws: no order of events gives two writers.
const nameForm = /^writer-(\d+)\.lock$/;
const identity = z.object({ pid: z.number(), host: z.string(), started: z.string() });

function numbersIn(directory: string): readonly number[] {
  const matches = readdirSync(directory).map((name) => nameForm.exec(name)?.[1]);
  return matches.filter((digits) => digits !== undefined).map(Number);
}

function fileOf(directory: string, number: number): string {
  return join(directory, `writer-${number}.lock`);
}

/** Who holds it: undefined for nobody, `"unreadable"` where the file does not say. */
function holderOf(path: string): ProcessIdentity | 'unreadable' | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  if (text === '') return undefined;
  try {
    return identity.parse(JSON.parse(text));
  } catch {
    return 'unreadable';
  }
}

function refuse(directory: string, path: string, holder: ProcessIdentity | 'unreadable'): void {
  if (holder === 'unreadable') {
    throw new FoldwiseError('expected a lock file that names a process, got something else', {
      code: 'journal',
      where: path,
      hint: 'if nothing else writes to this folder, delete the file and run the same command again',
    });
  }
  const alive = isAlive(holder);
  if (alive === false) return;
  const who = `process ${holder.pid}${alive === 'unknown' ? ` on ${holder.host}` : ''}`;
  const hint =
    alive === 'unknown'
      ? `wait for it; if it no longer runs, delete ${path}`
      : `wait for it, or stop it with: kill ${holder.pid}`;
  throw new FoldwiseError(`${who} is writing here, and there can be one writer at a time`, {
    code: 'journal',
    where: directory,
    hint,
  });
}

/** Makes the file with its content in one step; false where it is there already. */
function makeExclusively(path: string, content: string): boolean {
  const temporary = temporaryFor(path);
  try {
    writeFileSync(temporary, content, { flag: 'wx' });
    linkSync(temporary, path);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') return false;
    if (code === undefined || !['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP', 'EMLINK'].includes(code))
      throw error;
    return makeWithoutLinks(path, content);
  } finally {
    removeQuietly(temporary);
  }
}

/** For file systems without hard links (exFAT, some network shares). */
function makeWithoutLinks(path: string, content: string): boolean {
  try {
    writeFileSync(path, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function removeQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
  }
}

/** One try to become the holder: the file of the lock, or undefined where another process was quicker. */
function tryToTake(directory: string): string | undefined {
  const highest = Math.max(0, ...numbersIn(directory));
  if (highest > 0) {
    const holder = holderOf(fileOf(directory, highest));
    if (holder !== undefined) refuse(directory, fileOf(directory, highest), holder);
  }
  const mine = fileOf(directory, highest + 1);
  if (!makeExclusively(mine, JSON.stringify(thisProcess()))) return undefined;
  const now = numbersIn(directory);
  if (Math.max(...now) > highest + 1) {
    removeQuietly(mine);
    return undefined;
  }
  for (const older of now.filter((number) => number <= highest)) removeQuietly(fileOf(directory, older));
  return mine;
}

function release(path: string): void {
  try {
    // Emptied, not removed: see above. It needs no space, so it works on a full disk as well.
    truncateSync(path, 0);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
  }
}

/**
 * Takes the right to write to a folder: one process has it at a time. The lock of a process that was killed is taken over at once, also
 * where another process has got its number since (the file holds the start time beside it).
 *
 * @throws FoldwiseError (`journal`) of one line that names the process which holds it, (`file`) where the folder cannot be written to.
 * @example
 * const lock = acquireLock('runs/mlp-1f3a');
 * try {
 *   // write
 * } finally {
 *   lock.release();
 * }
 */
export function acquireLock(directory: string): Lock {
  makeFolder(directory);
  try {
    let mine: string | undefined;
    for (let tries = 0; mine === undefined && tries < 100; tries++) mine = tryToTake(directory);
    if (mine === undefined) {
      throw new FoldwiseError(
        'expected to get the lock within 100 tries, but others were quicker each time',
        {
          code: 'journal',
          where: directory,
          hint: 'run one command at a time here',
        },
      );
    }
    let held: string | undefined = mine;
    return Object.freeze({
      directory,
      release: () => {
        if (held !== undefined) release(held);
        held = undefined;
      },
    });
  } catch (error) {
    throw fileError(error, directory, 'take the lock of this folder');
  }
}

/**
 * As `acquireLock`, but where another process holds the lock it is tried again for some seconds: for writers that are done in a moment.
 *
 * @param patience Seconds to go on trying; default 10.
 * @throws FoldwiseError as `acquireLock` does, once the patience is at its end.
 * @example
 * const lock = await awaitLock('runs/mlp-1f3a/submissions');
 */
export async function awaitLock(directory: string, patience = 10): Promise<Lock> {
  const end = performance.now() + patience * 1000;
  for (;;) {
    try {
      return acquireLock(directory);
    } catch (error) {
      const isHeld = error instanceof FoldwiseError && error.code === 'journal';
      if (!isHeld || performance.now() >= end) throw error;
      await sleep(20);
    }
  }
}
