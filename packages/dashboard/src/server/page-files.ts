import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FoldwiseError } from '@foldwise/core';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** A file of the built page. */
export interface PageFile {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Where Vite puts the built page: beside the sources, and beside `dist/`. */
export const builtPage: string = fileURLToPath(new URL('../../page', import.meta.url));

/**
 * The files of the built page by their address, read once: what is not among them cannot be asked for.
 *
 * @throws FoldwiseError `file` where the page has not been built.
 */
export function pageFiles(directory: string = builtPage): ReadonlyMap<string, PageFile> {
  if (!existsSync(join(directory, 'index.html'))) {
    throw new FoldwiseError('expected the built page, got none', {
      code: 'file',
      where: directory,
      hint: 'in a checkout, build it with: npx turbo run page',
    });
  }
  return new Map(
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && types[extname(entry.name)] !== undefined)
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        const address = path.slice(directory.length).replaceAll('\\', '/');
        return [
          address,
          { type: types[extname(path)]!, bytes: Uint8Array.from(readFileSync(path)) },
        ] as const;
      }),
  );
}
