import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FoldwiseError } from '@foldwise/core';
import { sha256Of } from './canonical-json.ts';
import { codeOf, fileError } from './file-error.ts';
import { type FileCalls, realFileCalls } from './file-calls.ts';
import { writeWhole } from './write-whole.ts';

/** A stored file, named by what is in it. */
export interface Artifact {
  readonly sha256: string;
  readonly bytes: number;
  readonly path: string;
}

/** Files named by the sha256 of their bytes: predictions, weights, submissions. */
export interface ArtifactStore {
  readonly directory: string;
  /** Stores bytes as `<sha256>.<extension>`; the same bytes again write nothing. */
  put(content: Uint8Array | string, extension: string): Artifact;
  /** The bytes of this hash, checked against it. */
  get(sha256: string): Uint8Array;
}

function readOrNothing(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw fileError(error, path, 'read this file');
  }
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw fileError(error, directory, 'list this folder');
  }
}

function put(directory: string, content: Uint8Array | string, extension: string, files: FileCalls): Artifact {
  if (!/^[a-z0-9]+$/i.test(extension)) {
    throw new FoldwiseError(`expected an extension of letters and digits, got "${extension}"`, {
      code: 'input',
      where: 'artifactStore.put',
      hint: 'leave out the dot: "csv"',
    });
  }
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const sha256 = sha256Of(bytes);
  const path = join(directory, `${sha256}.${extension}`);
  const there = readOrNothing(path);
  // A file that was damaged since is written again.
  if (there === undefined || sha256Of(there) !== sha256) writeWhole(path, bytes, files);
  return { sha256, bytes: bytes.length, path };
}

/** Finds the names of a hash's files; the folder is listed again only where none is known, since nothing is ever renamed in it. */
function nameFinder(directory: string): (sha256: string) => readonly string[] {
  let known = new Map<string, readonly string[]>();
  return (sha256) => {
    if (!known.has(sha256)) known = Map.groupBy(namesIn(directory), (name) => name.split('.', 1)[0]!);
    return known.get(sha256) ?? [];
  };
}

function get(directory: string, names: readonly string[], sha256: string): Uint8Array {
  const again = 'run the command that made it again, and it is made anew';
  let damaged: string | undefined;
  for (const name of names) {
    const bytes = readOrNothing(join(directory, name));
    if (bytes !== undefined && sha256Of(bytes) === sha256) return bytes;
    if (bytes !== undefined) damaged ??= name;
  }
  if (damaged === undefined) {
    throw new FoldwiseError(`expected a file named ${sha256}.…, got none`, {
      code: 'file',
      where: directory,
      hint: again,
    });
  }
  throw new FoldwiseError(
    'expected bytes with the sha256 that the file is named by, got others: it is damaged',
    {
      code: 'file',
      where: join(directory, damaged),
      hint: `delete it, then ${again}`,
    },
  );
}

/**
 * Opens a content-addressed store: `<directory>/<sha256>.<extension>`, each file written whole. Putting the same bytes twice, or again
 * after a crash, ends in the same one file.
 *
 * @throws FoldwiseError (`file`) from `put` where the disk is full, from `get` where a file is missing or damaged.
 * @example
 * const store = artifactStore('runs/mlp-1f3a/artifacts');
 * const { sha256 } = store.put('id,price\n1,326\n', 'csv');
 * store.get(sha256); // the same bytes
 */
export function artifactStore(directory: string, files: FileCalls = realFileCalls): ArtifactStore {
  const namesOf = nameFinder(directory);
  return Object.freeze({
    directory,
    put: (content: Uint8Array | string, extension: string) => put(directory, content, extension, files),
    get: (sha256: string) => get(directory, namesOf(sha256), sha256),
  });
}
