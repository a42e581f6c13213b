import { rng } from '@foldwise/core/base';
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parseCsv } from './format/parse-csv.ts';
import { categorical } from './select/of-kind.ts';
import type { Table } from './table/table.ts';
import { fitTransform } from './transform/fit-transform.ts';
import { onColumns } from './transform/on-columns.ts';
import { oneHot } from './transform/column/one-hot.ts';

const folder = mkdtempSync(join(tmpdir(), 'foldwise-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const [rows, times] = [100_000, 100];

/** 5 columns of integers, 5 of decimals, 10 of categories with 8 levels; one cell of twenty is missing. */
function drawnLines(): string {
  const random = rng('wide');
  const cell = (column: number): string => {
    if (random.below(20) === 0) return '';
    if (column < 5) return String(random.below(1_000_000));
    return column < 10 ? (random.uniform() * 1000).toFixed(4) : `level ${random.below(8)}`;
  };
  const line = (): string => Array.from({ length: 20 }, (_, column) => cell(column)).join(',');
  return Array.from({ length: rows }, () => `${line()}\n`).join('');
}

/** Of each column, one-hot ones among them, its name and the sum of what is there: of whole numbers it is exact. */
function sumsOf(table: Table): readonly (readonly [string, number])[] {
  const [encoded] = fitTransform(onColumns(categorical(), oneHot()), table);
  return encoded.columns.map(({ name, ...column }) => {
    let sum = 0;
    if (column.kind === 'number') for (const value of column.values) sum += Math.floor(value) || 0;
    return [name, sum];
  });
}

const script = (path: string): string => `
  import { categorical, fitTransform, oneHot, onColumns, readCsv } from '@foldwise/data';
  const table = await readCsv(${JSON.stringify(path)});
  const [encoded] = fitTransform(onColumns(categorical(), oneHot()), table);
  const sums = encoded.columns.map(({ name, values }) => {
    let sum = 0;
    for (const value of values) sum += Math.floor(value) || 0;
    return [name, sum];
  });
  console.log(JSON.stringify({ rows: table.length, sums, gigabytes: process.resourceUsage().maxRSS / 2 ** 20 }));
`;

test('ten million rows of 20 columns are read and one-hot encoded in 4 GB', { tags: ['slow'] }, () => {
  const header = `${Array.from({ length: 20 }, (_, column) => `c${column}`).join(',')}\n`;
  const lines = drawnLines();
  const path = join(folder, 'wide.csv');
  const file = openSync(path, 'w');
  writeSync(file, header);
  const block = Buffer.from(lines);
  for (let i = 0; i < times; i++) writeSync(file, block);
  closeSync(file);
  const flags = ['--max-old-space-size=4096', '--conditions=@foldwise/source', '--input-type=module'];
  const printed = execFileSync(process.execPath, [...flags, '--eval', script(path)], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  });
  const found = JSON.parse(printed) as { rows: number; sums: [string, number][]; gigabytes: number };
  expect(found.rows).toBe(rows * times);
  expect(found.sums).toHaveLength(10 + 10 * 8);
  expect(found.sums).toEqual(sumsOf(parseCsv(header + lines)).map(([name, sum]) => [name, times * sum]));
  expect(found.gigabytes).toBeLessThan(4);
});
