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

interface Place {
  readonly path: string;
  readonly line: string;
}

const foldwise =
  /node_modules[\\/]@foldwise[\\/](core|data|experiments|cli)[\\/]|packages[\\/](core|data|experiments|cli)[\\/](src|dist)[\\/]/;

/** The files that a stack names, the innermost first; without Node's own. */
function placesIn(stack: string): readonly Place[] {
  return stack.split('\n').flatMap((line) => {
    if (line.includes('node:')) return [];
    const [, file, number] = place.exec(line) ?? [];
    if (file === undefined || number === undefined) return [];
    return [{ path: file.startsWith('file:') ? fileURLToPath(file) : file, line: number }];
  });
}

const isFoldwise = ({ path }: Place) => foldwise.test(path);

/** The first place in the user's own files: not foldwise, not a package. */
function placeOf(places: readonly Place[], module: string): string {
  const own = places.find((each) => !isFoldwise(each) && !each.path.includes('node_modules'));
  return own === undefined ? shown(module) : `${shown(own.path)}:${own.line}`;
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
  const places = placesIn(error.stack ?? '');
  const where = placeOf(places, path);
  if (error instanceof FoldwiseError || error.name === 'FoldwiseError') {
    return new FoldwiseError(error.message, { code: 'input', where, cause: error });
  }
  if (places[0] !== undefined && isFoldwise(places[0])) return defect(error, places[0], where);
  return missingImport(error) ?? faultOfFile(error, where);
}

/** What the user's file throws by itself. */
function faultOfFile(error: Error, where: string): FoldwiseError {
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

/** What broke inside foldwise: an option that it should have refused, or a defect; never called a fault of the user's file. */
function defect(error: Error, { path, line }: Place, where: string): FoldwiseError {
  const file = path.replace(/^.*(?:node_modules|packages)[\\/]/, '');
  return new FoldwiseError(
    `expected foldwise to load what this file asks for, but foldwise itself failed in ${file}:${line} with ${error.name}: ${firstLine(error.message)}`,
    {
      code: 'input',
      where,
      hint: 'look at the options that are passed here; if they are right, report this defect of foldwise with what --debug prints',
      cause: error,
    },
  );
}

/** What to say where a file imports another one, or a package, that is not there; undefined where it is another error. */
function missingImport(error: Error): FoldwiseError | undefined {
  const [, kind, name, importer] =
    /^Cannot find (module|package) '(.+?)' imported from (.+?)$/m.exec(error.message) ?? [];
  if (kind === undefined || name === undefined || importer === undefined) return undefined;
  const from = importer.startsWith('file:') ? fileURLToPath(importer) : importer;
  const [what, hint] =
    kind === 'module'
      ? [`the file ${shown(name)}`, 'correct the import, or put the file there']
      : [`the package "${name}"`, `correct the import, or run: npm install ${name}`];
  return new FoldwiseError(`expected ${what}, which this file imports, got none`, {
    code: 'input',
    where: shown(from),
    hint,
    cause: error,
  });
}
