import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FoldwiseError } from '@foldwise/core';

/** `file:///a/b.ts:3:9` or `/a/b.ts:3:9` in a line of a stack, or of what Node prints above a syntax error. */
const place = /((?:file:\/\/)?\/[^\s():]+|file:\/\/\/[A-Za-z]:[^\s():]+):(\d+)(?::\d+)?/;

/** A path as a person in this folder would type it. */
function shown(path: string): string {
  const near = relative(process.cwd(), path);
  return near === '' || near.startsWith('..') ? path : near;
}

/** The first place in the user's own files that the stack names: not Node, not a package. */
function placeOf(stack: string, module: string): string {
  for (const line of stack.split('\n')) {
    if (line.includes('node:')) continue;
    const [, file, number] = place.exec(line) ?? [];
    if (file === undefined) continue;
    const path = file.startsWith('file:') ? fileURLToPath(file) : file;
    if (/node_modules|packages\/(core|data|experiments|cli)\/(src|dist)\//.test(path)) continue;
    return `${shown(path)}:${number}`;
  }
  return shown(module);
}

function firstLine(text: string): string {
  return (
    text
      .split('\n')
      .find((line) => line.trim() !== '')
      ?.trim() ?? text
  );
}

/** Whether Node could not find the module itself, rather than something that it imports. */
function isMissing(error: object, path: string): boolean {
  const code = 'code' in error ? error.code : undefined;
  if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'ENOENT') return false;
  try {
    readFileSync(path);
    return false;
  } catch {
    return true;
  }
}

/** What to throw where importing a competition's module failed: one line with the file, the line and what went wrong there. */
export function competitionError(error: unknown, module: string): FoldwiseError {
  const path = fileURLToPath(module);
  if (!(error instanceof Error)) {
    return new FoldwiseError(`expected the competition file to load, it threw ${JSON.stringify(error)}`, {
      code: 'input',
      where: shown(path),
      hint: 'throw an Error, or correct what throws',
      cause: error,
    });
  }
  if (isMissing(error, path)) {
    return new FoldwiseError('expected a competition file here, got none', {
      code: 'file',
      where: shown(path),
      hint: 'make one with: foldwise new <slug> --from <folder>',
      cause: error,
    });
  }
  const where = placeOf(error.stack ?? '', path);
  if (error instanceof FoldwiseError || error.name === 'FoldwiseError') {
    return new FoldwiseError(error.message, { code: 'input', where, cause: error });
  }
  const what = error instanceof SyntaxError ? 'it cannot be parsed' : `it threw ${error.name}`;
  return new FoldwiseError(
    `expected the competition file to load, but ${what}: ${firstLine(error.message)}`,
    {
      code: 'input',
      where,
      hint: 'correct this line and run the same command again',
      cause: error,
    },
  );
}
