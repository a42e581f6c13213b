import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { FoldwiseError } from '@foldwise/core';

/** Data files by their names, wherever below one folder they lie. */
export interface DataFolder {
  /** Those of the names that are not there. */
  missing(names: readonly string[]): readonly string[];
  text(name: string): string;
  bytes(name: string): Uint8Array;
}

/**
 * The files below a folder; without a folder, none.
 *
 * @throws FoldwiseError `file` where a file is read that is not there.
 */
export function dataFolder(folder?: string): DataFolder {
  const paths = new Map(
    folder === undefined
      ? []
      : globSync('**/*.*', { cwd: folder, exclude: ['**/node_modules/**'] }).map((path) => [
          basename(path),
          join(folder, path),
        ]),
  );
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
    text: (name: string) => readFileSync(pathOf(name), 'utf8'),
    bytes: (name: string) => readFileSync(pathOf(name)),
  });
}
