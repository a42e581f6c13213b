import { FoldwiseError } from '@foldwise/core/base';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyTable, exactly } from '../../test/any-table.ts';
import { splitSource } from '../../test/split-source.ts';
import { kindsOf } from '../table/kinds-of.ts';
import type { Table } from '../table/table.ts';
import { csvPasses } from './parse-csv.ts';
import { jsonPasses } from './parse-json.ts';
import { passOver, streamOver } from './passes.ts';
import type { ReadTableOptions } from './table-format.ts';
import { tableFormats } from './table-formats.ts';

const everywhere = (bytes: Uint8Array) => Array.from(bytes, (_, at) => at);

/** What a reader ends in: a table cell by cell, or the message of its error. */
const outcome = (table: Table) => ({
  names: table.names,
  kinds: kindsOf(table),
  cells: table.columns.map(exactly),
});
const endOf = (work: () => Table) => {
  try {
    return outcome(work());
  } catch (error) {
    if (error instanceof FoldwiseError) return error.message;
    throw error;
  }
};
const streamed = async (passes: Parameters<typeof streamOver<Table>>[1], bytes: Uint8Array, ends: number[]) =>
  streamOver(splitSource(bytes, ends), passes)
    .then(outcome)
    .catch((error: unknown) => (error instanceof FoldwiseError ? error.message : Promise.reject(error)));

const csvParts = ['a', '1', '.5', '007', ' ', 'é', ',', ',', '\n', '\r\n', '\r', '"', '"x"', '"y,\n"', '""'];
const jsonParts = ['[', ']', '{', '}', '{"a":', '"é"', '"\\u0041"', '1', '2e3', 'null', ',', ',{"a":', '\n'];
const textOf = (parts: readonly string[]) =>
  fc.array(fc.constantFrom(...parts), { maxLength: 16 }).map((some) => Buffer.from(some.join('')));

describe('a file in pieces', () => {
  it.each([
    ['CSV', csvPasses, textOf(csvParts)],
    ['JSON', jsonPasses, textOf(jsonParts)],
  ] as const)('gives the table or the error of the whole %s, wherever it is cut', async (_, passes, text) => {
    await fc.assert(
      fc.asyncProperty(text, async (bytes) => {
        const whole = endOf(() => passOver(bytes, passes({})));
        for (let at = 0; at <= bytes.length; at++)
          expect([at, await streamed(passes({}), bytes, [at])]).toEqual([at, whole]);
        expect(await streamed(passes({}), bytes, everywhere(bytes))).toEqual(whole);
      }),
      { numRuns: 150, seed: 5 },
    );
  });

  const inPasses = tableFormats.filter(({ passes }) => passes !== undefined);
  it.each(inPasses)('reads the $name of any table back in pieces', async ({ extensions, passes, write }) => {
    await fc.assert(
      fc.asyncProperty(anyTable, fc.array(fc.nat(200), { maxLength: 4 }), async (table, cuts) => {
        fc.pre(table.length > 0);
        const options: ReadTableOptions & { name: string } = {
          name: `a.${extensions[0]}`,
          kinds: kindsOf(table),
        };
        fc.pre(extensions[0] !== 'json' || table.length > 1);
        const bytes = Buffer.from(await write!(table));
        const ends = cuts.filter((at) => at <= bytes.length).toSorted((a, b) => a - b);
        const back = await streamOver(splitSource(bytes, ends), passes!(options));
        expect(outcome(back)).toEqual(outcome(table));
      }),
      { numRuns: 300, seed: 6 },
    );
  });

  it('counts the lines of errors from the beginning of the file', async () => {
    const rows = Array.from({ length: 200_000 }, (_, row) => `${row},"x\r\ny"\r\n`).join('');
    const bytes = Buffer.from(`a,b\n${rows}1,2,3\n${rows}`);
    const message = 'a.csv, line 400002: expected 2 cells as in the header, got 3';
    const ends = Array.from({ length: 40 }, (_, i) => i * 99_991).filter((at) => at < bytes.length);
    await expect(streamOver(splitSource(bytes, ends), csvPasses({ name: 'a.csv' }))).rejects.toThrow(message);
    expect(() => passOver(bytes, csvPasses({ name: 'a.csv' }))).toThrow(message);
  });

  it('refuses a file that changes between two passes', async () => {
    let opened = 0;
    const source = {
      name: 'a.csv',
      open: async function* () {
        yield Buffer.from(opened++ < 2 ? 'a\n1\nx\n' : 'a\n1\n');
      },
    };
    await expect(streamOver(source, csvPasses({ name: 'a.csv' }))).rejects.toThrow(
      'a.csv: expected a file that does not change while it is read, got 2 rows and then 1 — read it when it is written to its end',
    );
  });
});

describe('columns and rows', () => {
  const csv = 'a,b,c\n1,x,2\n3,y,z\n';
  const jsonl = '{"a":1,"b":"x","c":2}\n{"a":3,"b":"y","c":"z"}\n';
  it.each([
    ['CSV', csvPasses, csv],
    ['JSON lines', jsonPasses, jsonl],
  ] as const)('are all that is read of %s where stated', (_, passes, text) => {
    const read = (options: ReadTableOptions) => passOver(Buffer.from(text), passes(options));
    expect(outcome(read({ columns: ['c', 'a'] }))).toMatchObject({ names: ['a', 'c'] });
    expect(outcome(read({ rows: 1 }))).toEqual({
      names: ['a', 'b', 'c'],
      kinds: { a: 'number', b: 'text', c: 'number' },
      cells: [[1], ['x'], [2]],
    });
    expect(read({ rows: 5 }).length).toBe(2);
    expect(() => read({ columns: ['d'] })).toThrow('expected a column "d", which columns names');
    expect(() => read({ rows: 0 })).toThrow('expected rows to be a whole number of at least 1, got 0');
  });
});
