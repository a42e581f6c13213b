import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { FoldwiseError } from '@foldwise/core';
import { findKaggleFiles } from '@foldwise/data';
import type { FoundFile } from '@foldwise/data';
import type { Guess } from '@foldwise/experiments';
import { renderCompetition } from '@foldwise/experiments';
import { readManifest } from '../manifest.ts';

/** What was written into a competition's folder. */
export interface WrittenCompetition {
  /** Relative to the folder. */
  readonly files: readonly string[];
  /** What the user should know beside it. */
  readonly notes: readonly string[];
}

/** Refuses a folder that holds something already, unless `force`. */
export function checkFree(folder: string, cwd: string, force: boolean): void {
  if (force || !existsSync(folder)) return;
  const isFolder = statSync(folder).isDirectory();
  if (isFolder && readdirSync(folder).length === 0) return;
  throw new FoldwiseError(`expected a new name, ${relative(cwd, folder)} is there already`, {
    code: 'file',
    where: 'foldwise new',
    hint: isFolder ? 'take another name, or write over it with --force (its runs stay)' : 'take another name',
  });
}

/** Writes the competition beside its place and moves it there whole, so that a failure leaves nothing half done. */
export async function writeCompetition(
  guess: Guess,
  source: string,
  folder: string,
): Promise<WrittenCompetition> {
  const staging = join(dirname(folder), `.${basename(folder)}.new-${process.pid}`);
  const files: string[] = [];
  const put = (path: string, content: string | Uint8Array) => {
    const target = join(staging, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
    files.push(path);
  };
  try {
    for (const { path, text } of renderCompetition(guess)) put(path, text);
    if (!isModuleFolder(dirname(folder)))
      put('package.json', `${JSON.stringify({ private: true, type: 'module' }, null, 2)}\n`);
    const found = await findKaggleFiles(source);
    for (const file of [found.train, found.test, found.sample]) {
      const { name, content } = await copyOf(file, source);
      put(join('data', name), content);
    }
    moveInto(staging, folder);
  } catch (error) {
    throw writeError(error, folder);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  return { files, notes: notesOn(folder) };
}

/** A file of the folder as it is; one out of a zip unpacked. */
async function copyOf(file: FoundFile, source: string): Promise<{ name: string; content: Uint8Array }> {
  const path = join(source, file.name);
  if (existsSync(path)) return { name: file.name, content: readFileSync(path) };
  return { name: basename(file.name).replace(/\.(gz|zip)$/i, ''), content: await file.read() };
}

function moveInto(staging: string, folder: string): void {
  if (existsSync(folder)) cpSync(staging, folder, { recursive: true, force: true });
  else renameSync(staging, folder);
}

/** Whether Node takes a `.ts` file there for an ES module without looking into it. */
function isModuleFolder(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    const manifest = join(at, 'package.json');
    if (existsSync(manifest)) {
      return readManifest(manifest).type === 'module';
    }
    if (at === dirname(at)) return false;
  }
}

function notesOn(folder: string): readonly string[] {
  const require = createRequire(join(folder, 'competition.ts'));
  const lacking = ['@foldwise/core', '@foldwise/data', '@foldwise/experiments'].filter((name) => {
    try {
      require.resolve(name);
      return false;
    } catch {
      return true;
    }
  });
  if (lacking.length === 0) return [];
  return [`${lacking.join(', ')} cannot be found from there: npm install ${lacking.join(' ')}`];
}

function writeError(error: unknown, folder: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (error instanceof FoldwiseError || typeof code !== 'string') return error;
  const reasons: Readonly<Record<string, string>> = {
    ENOSPC: 'the disk is full',
    EACCES: 'it may not be written to',
  };
  return new FoldwiseError(`expected to write the competition, got ${reasons[code] ?? code}`, {
    code: 'file',
    where: folder,
    hint: 'nothing was left there; make room or take another folder, and run the same command again',
    cause: error,
  });
}
