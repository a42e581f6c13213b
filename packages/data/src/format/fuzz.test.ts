import { FoldwiseError } from '@foldwise/core/base';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { cellAt } from '../table/column.ts';
import type { CsvOptions } from './csv-options.ts';
import { parseCsv } from './parse-csv.ts';

interface PlainCell {
  readonly text: string;
  readonly quoted: boolean;
}

/** One cell and where it ends; undefined where its quotes are wrong. */
function plainCell(text: string, start: number): readonly [PlainCell, number] | undefined {
  const end = (from: number) => {
    const found = text.slice(from).search(/[,\r\n]/);
    return found < 0 ? text.length : from + found;
  };
  if (text[start] !== '"') return [{ text: text.slice(start, end(start)), quoted: false }, end(start)];
  const match = /^"((?:[^"]|"")*)"(?!")/.exec(text.slice(start));
  const at = start + (match?.[0].length ?? 0);
  if (!match || end(at) !== at) return undefined;
  return [{ text: match[1]!.replaceAll('""', '"'), quoted: true }, at];
}

/** The rows of a CSV text, read in the plainest way: what the fast reader must agree with. */
function plainRows(text: string): readonly (readonly PlainCell[])[] | undefined {
  const rows: PlainCell[][] = [];
  for (let at = 0; at < text.length; at += text.startsWith('\r\n', at) ? 2 : 1) {
    const row: PlainCell[] = [];
    for (let more = true; more; at += more ? 1 : 0) {
      const cell = plainCell(text, at);
      if (!cell) return undefined;
      row.push(cell[0]);
      at = cell[1];
      more = text[at] === ',';
    }
    rows.push(row);
  }
  return rows;
}

const isBlank = (row: readonly PlainCell[]) => row.length === 1 && row[0]!.text === '' && !row[0]!.quoted;

/** Header and rows as `parseCsv` documents them; undefined where it must refuse the text. */
function plainTable(text: string): readonly (readonly string[])[] | undefined {
  const rows = plainRows(text);
  const first = rows?.findIndex((row) => !isBlank(row)) ?? -1;
  if (!rows || first < 0) return undefined;
  const header = rows[first]!.map((cell) => cell.text);
  const body = rows.slice(first + 1).filter((row) => header.length === 1 || !isBlank(row));
  if (new Set(header).size < header.length || header.some((name) => name.trim() === '')) return undefined;
  if (body.some((row) => row.length !== header.length)) return undefined;
  return [header, ...body.map((row) => row.map((cell) => cell.text))];
}

const parts = [
  'a',
  'b',
  '1',
  '0',
  '.',
  ' ',
  'é',
  ',',
  ',',
  '\n',
  '\n',
  '\r\n',
  '\r',
  '"',
  '"x"',
  '"y,\n"',
  '""',
];
const csvText = fc.array(fc.constantFrom(...parts), { maxLength: 24 }).map((some) => some.join(''));

/** Header and rows as `parseCsv` reads them; undefined where it refuses, any other error is thrown on. */
function fastTable(data: string | Uint8Array, options: CsvOptions = {}): unknown[][] | undefined {
  try {
    const table = parseCsv(data, options);
    const rows = Array.from({ length: table.length }, (_, row) =>
      table.columns.map((column) => cellAt(column, row)),
    );
    return [[...table.names], ...rows];
  } catch (error) {
    if (error instanceof FoldwiseError) return undefined;
    throw error;
  }
}

it('agrees with a plain reader on any text, and refuses what that one refuses with an error of its own', () => {
  let read = 0;
  fc.assert(
    fc.property(csvText, (text) => {
      const expected = plainTable(text);
      expect(fastTable(text, { kinds: 'text', missing: [] })).toEqual(expected);
      read += expected ? 1 : 0;
    }),
    { numRuns: 6000, seed: 3 },
  );
  expect(read).toBeGreaterThan(600);
});

it('ends in a table or in an error of its own on any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.boolean(), (content, named) => {
      const file = named ? Buffer.concat([Buffer.from('a,b\n'), content]) : content;
      expect(() => fastTable(file)).not.toThrow();
    }),
    { numRuns: 2000, seed: 4 },
  );
});
