import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { makeZip } from '../../test/make-zip.ts';
import { rowsOf } from '../table/rows.ts';
import { formatCsv } from './write-csv.ts';
import { parseCsv } from './parse-csv.ts';
import { kindsOf } from '../table/kinds-of.ts';
import { readCsv } from './read-csv.ts';

const folder = mkdtempSync(join(tmpdir(), 'foldwise-csv-'));
afterAll(() => rmSync(folder, { recursive: true }));
const csv = 'a,b\n1,x\n';
const expected = [{ a: 1, b: 'x' }];

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

describe('readCsv', () => {
  it('reads plain, gzipped and zipped files, by path, URL and bytes', async () => {
    expect(rowsOf(await readCsv(file('a.csv', csv)))).toEqual(expected);
    expect(rowsOf(await readCsv(pathToFileURL(join(folder, 'a.csv'))))).toEqual(expected);
    expect(rowsOf(await readCsv(file('a.csv.gz', gzipSync(csv))))).toEqual(expected);
    expect(rowsOf(await readCsv(file('misnamed.csv', gzipSync(csv))))).toEqual(expected);
    expect(rowsOf(await readCsv(file('a.csv.zip', makeZip({ 'a.csv': csv }))))).toEqual(expected);
    expect(rowsOf(await readCsv(file('b.zip', makeZip({ 'a.tsv': 'a\tb\n1\tx\n' }))))).toEqual(expected);
    expect(rowsOf(await readCsv(gzipSync(csv)))).toEqual(expected);
  });

  it('names the file in errors', async () => {
    const bad = file('bad.csv', 'a,b\n1\n');
    await expect(readCsv(bad)).rejects.toThrow(`${bad}, line 2: expected 2 cells as in the header, got 1`);
    await expect(readCsv(bad, { name: 'train.csv' })).rejects.toThrow('train.csv, line 2: ');
    await expect(readCsv(join(folder, 'no.csv'))).rejects.toThrow(
      `${join(folder, 'no.csv')}: expected a file that can be read, got none — see whether the path is right`,
    );
    await expect(readCsv(folder)).rejects.toThrow(
      'expected a file that can be read, got a folder — name a file in it',
    );
    await expect(readCsv(file('e.csv', ''))).rejects.toThrow(
      'expected a line of column names, got an empty file',
    );
    await expect(readCsv(file('cut.gz', gzipSync(csv).subarray(0, 15)))).rejects.toThrow(
      'cut.gz: expected a whole gzip file, got one that cannot be unpacked (unexpected end of file) — download the file again',
    );
    await expect(readCsv(file('two.zip', makeZip({ 'a.csv': csv, 'b.csv': csv })))).rejects.toThrow(
      'two.zip: expected a zip of one file, got 2 files — unpack it first, or name one as in',
    );
  });
});

interface Meta {
  readonly files: Readonly<
    Record<string, { readonly stored: string; readonly rowsCols?: readonly [number, number] }>
  >;
}
const shared = new URL('../../../../../shared/data/', import.meta.url);

describe.skipIf(!existsSync(shared))('real files (skipped where ../shared/data is absent)', () => {
  const slugs = [
    'titanic',
    'house-prices-advanced-regression-techniques',
    'spaceship-titanic',
    'playground-series-s3e5',
    'otto-group-product-classification-challenge',
    'spooky-author-identification',
  ];
  it.each(slugs)(
    '%s has the shape that is stated, and is written and read back the same',
    async (slug) => {
      const at = new URL(`${slug}/`, shared);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file of known form
      const meta = JSON.parse(readFileSync(new URL('meta.json', at), 'utf8')) as Meta;
      for (const [name, { stored, rowsCols }] of Object.entries(meta.files)) {
        if (!/\.csv(\.gz)?$/.test(stored) || rowsCols === undefined) continue;
        const table = await readCsv(new URL(stored, at));
        expect([name, table.length, table.columns.length]).toEqual([name, ...rowsCols]);
        if (table.length > 20_000) continue;
        const back = parseCsv(formatCsv(table), { kinds: kindsOf(table) });
        expect(back.columns).toEqual(table.columns);
      }
    },
    30_000,
  );
});
