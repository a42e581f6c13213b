import { rng } from '@foldwise/core';
import { closeSync, openSync, writeSync } from 'node:fs';
import { benchFile } from './csv-files.ts';

/** Rows that are drawn; a longer file repeats them. */
const drawn = 100_000;

/** 20 columns: 5 of integers, 5 of decimals of 4 digits, 10 of categories with 8 levels; 5% missing. */
export function wideFile(rows: number): string {
  return benchFile(`wide-${rows}.csv`, (path) => writeWide(path, rows));
}

function writeWide(path: string, rows: number): void {
  const random = rng('wide');
  const cell = (column: number): string => {
    if (random.below(20) === 0) return '';
    if (column < 5) return String(random.below(1_000_000));
    return column < 10 ? (random.uniform() * 1000).toFixed(4) : `level ${random.below(8)}`;
  };
  const lines = Array.from(
    { length: Math.min(rows, drawn) },
    () => `${Array.from({ length: 20 }, (_, column) => cell(column)).join(',')}\n`,
  );
  const block = Buffer.from(lines.join(''));
  const file = openSync(path, 'w');
  writeSync(file, `${Array.from({ length: 20 }, (_, column) => `c${column}`).join(',')}\n`);
  let left = rows;
  for (; left >= lines.length; left -= lines.length) writeSync(file, block);
  if (left > 0) writeSync(file, lines.slice(0, left).join(''));
  closeSync(file);
}
