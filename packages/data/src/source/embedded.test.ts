import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folderOf } from '../../test/folder-of.ts';
import { cellsOf } from '../table/column.ts';
import { concatTables } from '../table/concat.ts';
import { rowsOf } from '../table/rows.ts';
import { category, defineSchema, id, number, target } from '../table/schema.ts';
import type { EmbeddedOptions } from './embedded.ts';
import { embedded } from './embedded.ts';

const schema = defineSchema({ Id: id(), kind: target(), x: number() });
const options: EmbeddedOptions = {
  name: 'toy',
  file: '',
  id: 'Id',
  target: 'kind',
  testFraction: 0.25,
  seed: 7,
};
const csv = `kind,x\n${Array.from({ length: 40 }, (_, i) => `${i % 2 ? 'cat' : 'dog'},${i}`).join('\n')}\n`;

function load(
  content: string,
  changed: Partial<EmbeddedOptions> = {},
  by: Parameters<typeof embeddedLoad>[1] = schema,
) {
  return embeddedLoad(
    { ...options, file: join(folderOf({ 'toy.csv': content }), 'toy.csv'), ...changed },
    by,
  );
}
const embeddedLoad = (all: EmbeddedOptions, by: Parameters<ReturnType<typeof embedded>['load']>[0]) =>
  embedded(all).load(by, '/nowhere');

describe('embedded', () => {
  it('cuts the rows of a file in two and keeps the labels of the test rows apart', async () => {
    const data = await load(csv);
    expect([data.train.length, data.test.length, data.sample.length, data.solution?.length]).toEqual([
      30, 10, 10, 10,
    ]);
    expect(data.train.names).toEqual(['Id', 'kind', 'x']);
    expect(data.test.names).toEqual(['Id', 'x']);
    expect(data.solution?.names).toEqual(['Id', 'kind']);
    const xs = [...cellsOf(data.train.column('x')), ...cellsOf(data.test.column('x'))];
    expect(xs.map(Number).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i));
    expect(xs.map(Number)).not.toEqual(Array.from({ length: 40 }, (_, i) => i));
    for (const [row, { kind }] of rowsOf(data.solution!).entries()) {
      expect(kind).toBe(Number(rowsOf(data.test)[row]!.x) % 2 ? 'cat' : 'dog');
    }
    expect(data.files).toEqual([
      { path: 'toy.csv', bytes: csv.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
  });

  it('numbers the rows in their shuffled order, so that an id says nothing about a row', async () => {
    const data = await load(csv);
    const ids = [...cellsOf(data.train.column('Id')), ...cellsOf(data.test.column('Id'))];
    expect(ids).toEqual(Array.from({ length: 40 }, (_, i) => String(i + 1)));
    expect(cellsOf(data.sample.column('Id'))).toEqual(cellsOf(data.test.column('Id')));
  });

  it('the same seed gives the same tables, another one others', async () => {
    const [one, same, other] = [await load(csv), await load(csv), await load(csv, { seed: 8 })];
    expect(rowsOf(same.train)).toEqual(rowsOf(one.train));
    expect(rowsOf(same.test)).toEqual(rowsOf(one.test));
    expect(rowsOf(other.test)).not.toEqual(rowsOf(one.test));
  });

  it('leaves rows without a target out', async () => {
    const data = await load(`kind,x\na,1\n,2\nb,3\nNA,4\na,5\n`);
    const all = concatTables(data.train.select('x'), data.test.select('x'));
    expect(
      cellsOf(all.column('x'))
        .map(String)
        .toSorted((a, b) => a.localeCompare(b)),
    ).toEqual(['1', '3', '5']);
  });

  it('keeps the ids of a file that has them', async () => {
    const data = await load('Id,kind,x\n007,a,1\n08,b,2\n9,a,3\n');
    const ids = [...cellsOf(data.train.column('Id')), ...cellsOf(data.test.column('Id'))];
    expect(ids.map(String).toSorted((a, b) => a.localeCompare(b))).toEqual(['007', '08', '9']);
    await expect(load('Id,kind,x\n1,a,1\n1,b,2\n')).rejects.toThrow('expected ids that differ, got "1"');
  });

  it('makes up a sample: even odds for a probability a class, the first label, zeros', async () => {
    const odds = await load(csv, { columns: ['dog', 'cat'] });
    expect(odds.sample.names).toEqual(['Id', 'dog', 'cat']);
    expect(new Set([...cellsOf(odds.sample.column('dog')), ...cellsOf(odds.sample.column('cat'))])).toEqual(
      new Set(['0.5']),
    );
    expect(new Set(cellsOf((await load(csv)).sample.column('kind')))).toEqual(new Set(['cat']));
    const price = defineSchema({ Id: id(), kind: category(), x: target({ kind: 'number' }) });
    expect(new Set(cellsOf((await load(csv, { target: 'x' }, price)).sample.column('x')))).toEqual(
      new Set(['0']),
    );
  });

  it('has a spec without the place of the file', () => {
    const source = embedded({ ...options, file: '/home/me/toy.csv', columns: ['dog', 'cat'] });
    expect(source.spec).toEqual({
      kind: 'embedded',
      name: 'toy',
      id: 'Id',
      target: 'kind',
      testFraction: 0.25,
      seed: 7,
      columns: ['dog', 'cat'],
    });
    expect(JSON.stringify(source.spec)).not.toContain('home');
  });

  it('says what is wrong', async () => {
    expect(() => embedded({ ...options, testFraction: 1 })).toThrow(
      'embedded "toy": expected a testFraction between 0 and 1, got 1 — pass testFraction: 0.2',
    );
    await expect(load(csv, { file: '/no/toy.csv' })).rejects.toThrow(
      '/no/toy.csv: expected a file that can be read, got none',
    );
    await expect(load(csv, { target: 'x' })).rejects.toThrow(
      'embedded "toy": expected the target column of the schema, "kind", got target: "x" — state the same name in both',
    );
    await expect(load(csv, { columns: ['dog'] })).rejects.toThrow(
      'embedded "toy", column "kind": expected only the classes dog, got "cat" — name every class in columns',
    );
    await expect(load('kind,x\n,1\n,2\n')).rejects.toThrow('toy.csv: expected at least one row');
    await expect(load('kind,x\na,1\n,2\n')).rejects.toThrow(
      'toy.csv: expected at least 2 rows with a target, got 1 — take a larger file',
    );
    await expect(load('kind,x\na,cheap\n')).rejects.toThrow(
      'toy.csv, line 2, column "x": expected a number, got "cheap"',
    );
  });
});

/** The package is a dependency of the competitions, not of this one. */
function penguinsFile(): string | undefined {
  const competition = new URL('../../../../competitions/penguins/package.json', import.meta.url);
  try {
    return createRequire(competition).resolve('@observablehq/sample-datasets/penguins.csv');
  } catch {
    return undefined;
  }
}
const penguins = penguinsFile();

describe.skipIf(penguins === undefined || !existsSync(penguins))(
  'penguins (skipped where the package is not installed)',
  () => {
    it('makes 3 classes of 344 rows, by a file URL', async () => {
      const source = embedded({
        ...options,
        name: 'penguins',
        target: 'species',
        file: pathToFileURL(penguins!).href,
        columns: ['Adelie', 'Chinstrap', 'Gentoo'],
      });
      const data = await source.load(
        defineSchema({
          Id: id(),
          species: target(),
          island: category(),
          culmen_length_mm: number(),
          culmen_depth_mm: number(),
          flipper_length_mm: number(),
          body_mass_g: number(),
          sex: category(),
        }),
        '',
      );
      expect([data.train.length, data.test.length]).toEqual([258, 86]);
      expect(data.files[0]!.path).toBe(basename(penguins!));
    });
  },
);
