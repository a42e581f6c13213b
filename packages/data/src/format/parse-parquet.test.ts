import { FoldwiseError } from '@foldwise/core/base';
import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { anyTable, exactly } from '../../test/any-table.ts';
import { cellsOf, numberColumn, textColumn } from '../table/column.ts';
import type { Column } from '../table/column.ts';
import { kindsOf } from '../table/kinds-of.ts';
import { defineSchema, id, ignored, number, text } from '../table/schema.ts';
import { Table } from '../table/table.ts';
import { checkPages } from './check-pages.ts';
import { parseParquet, readParquet } from './parse-parquet.ts';
import { formatParquet } from './write-parquet.ts';

interface Recorded {
  readonly files: readonly string[];
  readonly columns: Readonly<Record<string, readonly unknown[]>>;
}
const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url);
const bytesOf = (name: string) => readFileSync(fixture(`${name}.parquet`));
const recorded = JSON.parse(readFileSync(fixture('parquet.json'), 'utf8')) as Recorded;

/** Python writes infinity as no JSON number is written. */
const cellOf = (cell: unknown) =>
  typeof cell === 'object' && cell !== null && 'inf' in cell
    ? cell.inf === true
      ? Infinity
      : -Infinity
    : cell;

describe('parseParquet', () => {
  it.each(recorded.files)('reads %s.parquet as pyarrow does, every type to the last digit', async (file) => {
    const table = await parseParquet(bytesOf(file));
    expect(table.names).toEqual(Object.keys(recorded.columns));
    for (const column of table.columns) {
      expect([column.name, cellsOf(column)]).toEqual([
        column.name,
        recorded.columns[column.name]!.map(cellOf),
      ]);
    }
    expect(kindsOf(table)).toMatchObject({
      int64: 'number',
      id64: 'text',
      string: 'category',
      dictionary: 'category',
      long: 'text',
    });
  });

  it('reads from a file what it reads from bytes', async () => {
    const path = fileURLToPath(fixture('snappy.parquet'));
    const [one, other] = [await readParquet(path), await parseParquet(bytesOf('snappy'))];
    expect(one.columns).toEqual(other.columns);
  });

  it('reads by a schema: ids digit by digit, numbers out of text, nothing of what is ignored', async () => {
    const names = Object.keys(recorded.columns).filter(
      (name) => !['int8', 'uint64', 'double', 'string'].includes(name),
    );
    const rest = Object.fromEntries(names.map((name) => [name, ignored()]));
    const schema = defineSchema({ ...rest, int8: id(), uint64: number(), double: text(), string: text() });
    const table = await parseParquet(bytesOf('gzip'), { schema });
    expect(table.names).toEqual(['int8', 'uint64', 'double', 'string']);
    expect(cellsOf(table.column('int8')).slice(0, 4)).toEqual(['-20', '-19', '-18', null]);
    expect(cellsOf(table.column('uint64')).slice(0, 4)).toEqual([2 ** 64, 2 ** 64, 2 ** 64, null]);
    expect(cellsOf(table.column('double')).slice(0, 5)).toEqual(['-0', '0.1', '1e+300', null, '5e-324']);
    await expect(parseParquet(bytesOf('gzip'), { kinds: 'number', name: 'a.parquet' })).rejects.toThrow(
      'a.parquet, column "bool": expected a number in row 1, got "true": make "bool" a category or text column',
    );
    await expect(parseParquet(bytesOf('gzip'), { schema: defineSchema({ x: id() }) })).rejects.toThrow(
      'Parquet: expected a column "x", which the schema names',
    );
  });

  it('reads the columns and the rows that are stated', async () => {
    const [whole, some] = [
      await parseParquet(bytesOf('plain')),
      await parseParquet(bytesOf('plain'), { columns: ['string', 'int8'], rows: 3 }),
    ];
    expect(some.names).toEqual(whole.names.filter((name) => name === 'string' || name === 'int8'));
    for (const column of some.columns)
      expect(cellsOf(column)).toEqual(cellsOf(whole.column(column.name)).slice(0, 3));
  });

  it('joins lists where told to', async () => {
    const { list } = recorded.columns;
    const table = await parseParquet(bytesOf('plain'), { listSeparator: '|' });
    expect(cellsOf(table.column('list'))).toEqual(
      list!.map((cell) => (typeof cell === 'string' ? (JSON.parse(cell) as string[]).join('|') : null)),
    );
    await expect(parseParquet(bytesOf('plain'), { listSeparator: ' ' })).rejects.toThrow(
      'Parquet, column "list": expected items without " " and none that is empty, got "olive oil": pass another listSeparator, or none',
    );
  });

  it('refuses what is no Parquet file, and one that is cut off', async () => {
    for (const bytes of [
      Buffer.from(''),
      Buffer.from('a,b\n1,2\n'),
      bytesOf('plain').subarray(0, -9),
      bytesOf('plain').subarray(40),
    ]) {
      await expect(parseParquet(bytes, { name: 'a.parquet' })).rejects.toThrow(
        /^a\.parquet.*: expected .*(Parquet file|whole)/,
      );
    }
  });

  it('ends in an error of its own on any bytes, and on a file that is cut off anywhere', async () => {
    const whole = await formatParquet(
      new Table([numberColumn('x', [1, null, 3]), textColumn('y', ['a', 'b', null])]),
    );
    const endOf = async (bytes: Uint8Array) => parseParquet(bytes).catch((error: unknown) => error);
    for (let length = 0; length < whole.length; length++) {
      expect(await endOf(whole.subarray(0, length))).toBeInstanceOf(FoldwiseError);
    }
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 40 }), async (bytes) => {
        expect(await endOf(bytes)).toBeInstanceOf(FoldwiseError);
      }),
      { numRuns: 500, seed: 7 },
    );
  });
});

describe('a damaged Parquet file', () => {
  it('ends in a table or an error of its own, soon, wherever its bytes are changed', async () => {
    const table = new Table([
      numberColumn(
        'x',
        Array.from({ length: 300 }, (_, row) => (row % 7 === 3 ? null : row * 1.5)),
      ),
      textColumn(
        'y',
        Array.from({ length: 300 }, (_, row) => (row % 5 === 1 ? null : `level ${row % 9}`)),
      ),
    ]);
    const files = [await formatParquet(table), bytesOf('plain'), bytesOf('snappy'), bytesOf('delta')];
    const damage = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), {
      minLength: 1,
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), damage, async (file, changes) => {
        const bytes = Uint8Array.from(file);
        for (const [where, value] of changes) bytes[Math.floor(where * (bytes.length - 1))] = value;
        const end = await parseParquet(bytes, { memoryLimit: 1e8 }).catch((error: unknown) => error);
        expect(end instanceof Table || end instanceof FoldwiseError).toBe(true);
      }),
      { numRuns: 300, seed: 8 },
    );
  });

  it('is told by its checksum where it has one, and by what its pages state', async () => {
    // Compact protocol: type 0, 1 byte, 1 byte, checksum, { 1 value, PLAIN, RLE, RLE }; then the page.
    const page = Uint8Array.of(7);
    const header = (checksum: readonly number[]) =>
      Uint8Array.from([
        0x15,
        0,
        0x15,
        2,
        0x15,
        2,
        0x15,
        ...checksum,
        0x1c,
        0x15,
        2,
        0x15,
        0,
        0x15,
        6,
        0x15,
        6,
        0,
        0,
      ]);
    const chunk = {
      codec: 'UNCOMPRESSED',
      values: 1,
      maxDefinition: 0,
      maxRepetition: 0,
      isBoolean: true,
    } as const;
    const zigZag = (value: number) => {
      const bytes: number[] = [];
      for (
        let left = BigInt.asUintN(32, (BigInt(value | 0) << 1n) ^ (BigInt(value | 0) >> 31n));
        ;
        left >>= 7n
      ) {
        bytes.push(Number(left & 127n) | (left > 127n ? 128 : 0));
        if (left <= 127n) return bytes;
      }
    };
    const whole = Buffer.concat([header(zigZag(crc32(page))), page]);
    expect(() => checkPages(whole, chunk, {})).not.toThrow();
    whole[whole.length - 1] = 8;
    expect(() => checkPages(whole, chunk, {})).toThrow('the checksum of a page differs');
    expect(() =>
      checkPages(Buffer.concat([header(zigZag(crc32(page))), page]), { ...chunk, values: 2 }, {}),
    ).toThrow('its pages have 1 values of 2 that are stated');
  });
});

const plainlyNamed = anyTable.filter(({ names }) => names.every((name) => !name.startsWith('\ufeff')));

describe('formatParquet', () => {
  it('writes what is read back, with and without a word about kinds, to the bit', async () => {
    const emptyOr = (column: Column) =>
      exactly(column).every((cell) => cell === null) ? [] : exactly(column);
    await fc.assert(
      fc.asyncProperty(plainlyNamed, async (before) => {
        const bytes = await formatParquet(before);
        const after = await parseParquet(bytes, { kinds: kindsOf(before) });
        expect(after.names).toEqual(before.names);
        expect(after.length).toBe(before.length);
        expect(after.columns.map(exactly)).toEqual(before.columns.map(exactly));
        expect(kindsOf(after)).toEqual(kindsOf(before));
        const inferred = await parseParquet(bytes);
        expect(inferred.columns.map(emptyOr)).toEqual(before.columns.map(emptyOr));
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it('refuses what it cannot hold', async () => {
    await expect(formatParquet(new Table([]))).rejects.toThrow(
      'formatParquet: expected at least one column, got none',
    );
    await expect(formatParquet(new Table([textColumn('x', ['\ud800'])]))).rejects.toThrow(
      'column "x": expected well-formed Unicode',
    );
    await expect(formatParquet(new Table([textColumn('\ufeffx', ['a'])]))).rejects.toThrow(
      'expected a name without a byte order mark, which readers of Parquet drop — rename the column',
    );
  });
});
