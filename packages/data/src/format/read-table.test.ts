import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { exactly } from '../../test/any-table.ts';
import { folderOf } from '../../test/folder-of.ts';
import { makeZip } from '../../test/make-zip.ts';
import { idColumn, numberColumn } from '../table/column.ts';
import { kindsOf } from '../table/kinds-of.ts';
import { rowsOf } from '../table/rows.ts';
import { Table } from '../table/table.ts';
import { sampleTable } from '../testing/sample-table.ts';
import { readTable } from './read-table.ts';
import { bytesSource } from './byte-source.ts';
import { tableFormats } from './table-formats.ts';
import { unpackedBy } from './unpack.ts';
import { writeTable } from './write-table.ts';

const written = tableFormats
  .filter(({ write }) => write !== undefined)
  .flatMap(({ extensions }) => extensions);
const names = written.flatMap((extension) =>
  ['', '.gz', '.zst'].map((packed) => `table.${extension}${packed}`),
);

describe('readTable', () => {
  it.each(names)('reads %s as writeTable has written it', async (name) => {
    const path = join(folderOf({}), 'made', name);
    const table = sampleTable();
    await writeTable(path, table);
    const back = await readTable(path, { kinds: kindsOf(table) });
    expect(back.names).toEqual(table.names);
    expect(back.columns.map(exactly)).toEqual(table.columns.map(exactly));
    expect(kindsOf(back)).toEqual(kindsOf(table));
    expect(readdirSync(join(path, '..'))).toEqual([name]);
  });

  it('reads text formats packed in every way, by path and URL', async () => {
    const [csv, tsv, jsonl] = ['a,b\n1,x\n', 'a\tb\n1\tx\n', '{"a":1,"b":"x"}\n'];
    const folder = folderOf({
      'a.csv': csv,
      'a.tsv.gz': gzipSync(tsv),
      'a.TAB.zst': zstdCompressSync(tsv),
      'a.jsonl.zip': makeZip({ 'a.jsonl': jsonl }),
      'b.zip': makeZip({ 'deep/a.tsv': tsv }),
      'many.zip': makeZip({ 'deep/a.tsv': tsv, 'a.json.zst': zstdCompressSync(`[${jsonl}]`), 'c.csv': csv }),
      'noted.txt': csv,
    });
    const inside = ['deep/a.tsv', 'a.json.zst', 'c.csv'].map((entry) => `many.zip/${entry}`);
    const paths = [...readdirSync(folder).filter((name) => name !== 'many.zip'), ...inside];
    for (const path of paths)
      expect([path, rowsOf(await readTable(join(folder, path)))]).toEqual([path, [{ a: 1, b: 'x' }]]);
    expect((await readTable(pathToFileURL(join(folder, 'a.tsv.gz')))).names).toEqual(['a', 'b']);
  });

  it('names the file in errors', async () => {
    const folder = folderOf({
      'cut.csv.zst': zstdCompressSync('a,b\n1,2\n'.repeat(90)).subarray(0, -1),
      'bad.json': '[{"a":}]',
      'two.zip': makeZip({ 'a.csv': 'a\n', 'b.csv': 'b\n' }),
    });
    await expect(readTable(join(folder, 'cut.csv.zst'))).rejects.toThrow(
      /cut\.csv\.zst: expected a whole Zstandard file, got one that cannot be unpacked \(.+\) — download the file again/,
    );
    await expect(readTable(join(folder, 'bad.json'))).rejects.toThrow(
      'bad.json, line 1, record 1: expected a JSON value, got "}]"',
    );
    await expect(readTable(join(folder, 'two.zip'))).rejects.toThrow(
      /two\.zip: expected a zip of one file, got 2 files — unpack it first, or name one as in \/.*two\.zip\/a\.csv/,
    );
    await expect(readTable(join(folder, 'two.zip/c.csv'))).rejects.toThrow(
      'two.zip: expected a file "c.csv" in the zip, got "a.csv", "b.csv"',
    );
    await expect(readTable(join(folder, 'no.parquet'))).rejects.toThrow(
      'expected a file that can be read, got none',
    );
    expect(() => unpackedBy(bytesSource(new Uint8Array(4), 'a.zst'), 'Zstandard', undefined)).toThrow(
      'a.zst: expected an engine that unpacks Zstandard, got one without — use Node 22.15 or newer, or unpack the file first',
    );
  });
});

describe('writeTable', () => {
  it('refuses a name without a format, and leaves what was there where it fails', async () => {
    const folder = folderOf({ 'a.csv': 'old\n' });
    const table = new Table([idColumn('x', ['\ud800'])]);
    await expect(writeTable(join(folder, 'a.xlsx'), table)).rejects.toThrow(
      /a\.xlsx: expected a name that ends in \.csv, \.tsv, .*, then \.gz, \.zst or nothing — rename the file/,
    );
    await expect(writeTable(join(folder, 'a.csv'), table)).rejects.toThrow(
      'column "x": expected well-formed Unicode',
    );
    writeFileSync(join(folder, 'file'), '');
    await expect(writeTable(join(folder, 'file/a.csv'), new Table([numberColumn('x', [1])]))).rejects.toThrow(
      'expected a file that can be written, got: ',
    );
    expect(readFileSync(join(folder, 'a.csv'), 'utf8')).toBe('old\n');
    expect(readdirSync(folder)).toEqual(['a.csv', 'file']);
  });
});
