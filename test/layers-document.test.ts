import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as core from '@foldwise/core';
import { describe, expect, it } from 'vitest';
import { root } from './workspace.ts';

/** Rows of the tables of a document, cell by cell. */
function rowsOf(file: string): readonly (readonly string[])[] {
  return readFileSync(join(root, file), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** What is code in a cell: `dense({ units })`. */
function codeIn(cell = ''): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1]!);
}

/** The names that code begins with or calls. */
function namesIn(code: string): readonly string[] {
  return [...code.matchAll(/(?:^|[(, ])([A-Za-z]\w*)(?=\(|$)/g)].map((match) => match[1]!);
}

const index = readFileSync(join(root, 'packages', 'core', 'src', 'index.ts'), 'utf8');
const rows = rowsOf('docs/layers.md');
const here = new Set(rows.flatMap(([, cell]) => codeIn(cell).flatMap(namesIn)));
const lists = join(root, '..', 'shared', 'references', 'seeds', 'seed-references.json');

describe('docs/layers.md', () => {
  it('names what is exported', () => {
    expect(here.size).toBeGreaterThan(80);
    const types = new Set(['Layer']);
    expect([...here].filter((name) => !(name in core) && !types.has(name))).toEqual([]);
  });

  it('says of each layer of another library what it is here, or why it is not', () => {
    for (const cells of rows) expect(`${cells.slice(1).join('')} for ${cells[0]}`).not.toMatch(/^ for/);
  });

  it('has all layers that are exported', () => {
    const lines = index.matchAll(/export \{([^}]+)\} from '\.\/nn\/(?:layers|combine)\//g);
    const makers = [...lines].flatMap(([, names]) =>
      names!
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '' && !name.startsWith('type ')),
    );
    expect(makers.length).toBeGreaterThan(80);
    // What is made of layers but belongs elsewhere, such as a penalty, is in another document.
    const documents = globSync('docs/*.md', { cwd: root });
    const all = new Set(documents.flatMap((file) => rowsOf(file).flat().flatMap(codeIn).flatMap(namesIn)));
    expect(makers.filter((name) => !all.has(name))).toEqual([]);
  });

  // The list lies beside the repository, where it is worked on.
  it.skipIf(!existsSync(lists))('has all layers and nonlinearities of Lasagne', () => {
    const { lasagne } = JSON.parse(readFileSync(lists, 'utf8')) as {
      readonly lasagne: {
        readonly layers: Readonly<Record<string, readonly string[]>>;
        readonly nonlinearities: readonly string[];
      };
    };
    const there = new Set(rows.flatMap(([cell]) => codeIn(cell)));
    const listed = [...Object.values(lasagne.layers).flat(), ...lasagne.nonlinearities];
    const plain = listed.map((name) => name.replace(/ ?\(.*\)$/, ''));
    expect(plain.filter((name) => !there.has(name))).toEqual([]);
  });
});
