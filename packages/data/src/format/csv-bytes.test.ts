import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { splitSource } from '../../test/split-source.ts';
import { exactly } from '../../test/any-table.ts';
import { cellsOf } from '../table/column.ts';
import type { Column } from '../table/column.ts';
import { parseCsv, csvPasses } from './parse-csv.ts';
import { streamOver } from './passes.ts';

/** As many rows as are read before room is made for all of them, and more. */
const MANY = 700;

const bytesOf = (column: Column) => (column.kind === 'number' ? column.values.BYTES_PER_ELEMENT : undefined);

describe('numbers are bytes where all of a column are whole and from 0 to 255', () => {
  test.for([
    ['0', 1],
    ['255', 1],
    [' 7', 1],
    ['1e2', 1],
    ['7.0', 1],
    ['256', 8],
    ['1000', 8],
    ['-1', 8],
    ['-0', 8],
    ['0.5', 8],
    ['', 8],
    ['NA', 8],
    ['""', 8],
    ['Infinity', 8],
  ] as const)('beside small ones, %s', ([cell, expected]) => {
    for (const place of [0, 1, 255, 256, 257, MANY - 1]) {
      const rows = Array.from({ length: MANY }, (_, row) => (row === place ? cell : String(row % 256)));
      const column = parseCsv(`a,b\n${rows.map((each) => `${each},${each}`).join('\n')}\n`).column('a');
      expect(bytesOf(column)).toBe(expected);
      const known = new Map<string, number | null>([
        ['', null],
        ['NA', null],
        ['""', null],
      ]);
      expect(cellsOf(column)).toEqual(rows.map((each) => (known.has(each) ? known.get(each) : Number(each))));
    }
  });

  it('whether the kind is stated or not, and in quotes where it is', () => {
    const csv = 'a\n"1"\n+2\n003\n';
    expect(parseCsv(csv, { kinds: 'number' }).column('a')).toMatchObject({ values: Uint8Array.of(1, 2, 3) });
    expect(parseCsv(csv).column('a').kind).toBe('text');
  });

  it('no row is no byte', () => {
    expect(parseCsv('a,b\n').column('a')).toMatchObject({ values: new Float64Array(0) });
  });
});

const cell = fc.oneof(
  { weight: 40, arbitrary: fc.integer({ min: 0, max: 255 }).map(String) },
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      '0',
      '00',
      '007',
      '256',
      '999',
      '1000',
      '-0',
      '-3',
      '0.25',
      ' 4',
      '5 ',
      '1e2',
      '',
      'NA',
      '""',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('x', '"1"', ':', '/', '1:', '2/') },
);

/** What a column of these cells is, as `parseCsv` documents it. */
function plainColumn(cells: readonly string[]): readonly (number | string | null)[] {
  const isMissing = (text: string) => ['', 'NA'].includes(text);
  const numbers = cells.map((text) => {
    if (isMissing(text) || text === '""') return null;
    const trimmed = text.trim();
    return /^-?(0|[1-9]\d*)(\.\d+)?(e\d+)?$/.test(trimmed) ? Number(trimmed) : undefined;
  });
  if (!numbers.includes(undefined)) return numbers.map((value) => value ?? null);
  return cells.map((text) => (isMissing(text) ? null : text.replaceAll('"', '')));
}

it('columns of small numbers and of what they meet are what the plainest reader makes of them, wherever the file is cut', async () => {
  const column = fc.record({
    cells: fc.array(cell, { minLength: 1, maxLength: 12 }),
    /** The others are small numbers, so that something is met early, late or never. */
    from: fc.oneof(fc.integer({ min: 0, max: MANY }), fc.constant(MANY)),
  });
  const seen = new Map<number | undefined, number>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(column, { minLength: 2, maxLength: 5 }),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.array(fc.nat(9000), { maxLength: 5 }),
      async (columns, line, cuts) => {
        const all = columns.map(({ cells, from }) =>
          Array.from({ length: MANY }, (_, row) =>
            row < from ? String((row * 7) % 256) : cells[(row - from) % cells.length]!,
          ),
        );
        const names = all.map((_, i) => `c${i}`).join(',');
        const body = Array.from({ length: MANY }, (_, row) => all.map((cells) => cells[row]!).join(','));
        const bytes = Buffer.from([names, ...body, ''].join(line));
        const ends = cuts.filter((at) => at < bytes.length).toSorted((a, b) => a - b);
        const read = await streamOver(splitSource(bytes, ends), csvPasses({}));
        read.columns.forEach((found, i) => {
          const expected = plainColumn(all[i]!);
          expect(exactly(found)).toEqual(
            expected.map((value) => (Object.is(value, -0) ? 'minus zero' : value)),
          );
          const small = expected.every(
            (value) =>
              typeof value === 'number' &&
              Number.isInteger(value) &&
              value >= 0 &&
              value < 256 &&
              !Object.is(value, -0),
          );
          const width = found.kind === 'number' ? (small ? 1 : 8) : undefined;
          expect(bytesOf(found)).toBe(width);
          seen.set(width, (seen.get(width) ?? 0) + 1);
        });
      },
    ),
    { numRuns: 150, seed: 7 },
  );
  for (const width of [1, 8, undefined]) expect(seen.get(width)).toBeGreaterThan(30);
});
