import { rng } from '@foldwise/core';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'foldwise-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** A file of the bench, written where it is asked for first. */
export function benchFile(name: string, fill: (path: string) => void): string {
  const path = join(folder, name);
  if (!existsSync(path)) fill(path);
  return path;
}

function write(
  name: string,
  rows: number,
  header: readonly string[],
  cells: (row: number) => readonly string[],
): string {
  return benchFile(name, (path) => writeRows(path, rows, header, cells));
}

function writeRows(
  path: string,
  rows: number,
  header: readonly string[],
  cells: (row: number) => readonly string[],
): void {
  const file = openSync(path, 'w');
  let part = `${header.join(',')}\n`;
  for (let row = 0; row < rows; row++) {
    part += `${cells(row).join(',')}\n`;
    if (part.length < 1 << 20 && row < rows - 1) continue;
    writeSync(file, part);
    part = '';
  }
  closeSync(file);
}

/** 100,000 × 40: integers, decimals of 4 and of 17 digits, categories, an id, free text with commas, quotes and line breaks; 5% missing. */
export function mixedFile(): string {
  const random = rng('mixed');
  const numbers = [
    () => String(random.below(1_000_000)),
    () => (random.uniform() * 1000).toFixed(4),
    () => String(random.uniform() * 100),
  ];
  const header = ['id', 'note', ...Array.from({ length: 38 }, (_, i) => `c${i}`)];
  return write('mixed.csv', 100_000, header, (row) => {
    const note = random.below(2) === 0 ? `"note, ${row}\nsays ""hi"""` : `note ${row}`;
    const cells = Array.from({ length: 38 }, (_, i) => {
      if (random.below(20) === 0) return '';
      return i < 28 ? numbers[i % 3]!() : `level ${random.below(20)}`;
    });
    return [`id${row}`, note, ...cells];
  });
}

/** 42,000 × 785: pixels from 0 to 255, four of five of them 0, as in the digit recogniser's file. */
export function digitsFile(): string {
  const random = rng('digits');
  const header = ['label', ...Array.from({ length: 784 }, (_, i) => `pixel${i}`)];
  return write('digits.csv', 42_000, header, () => {
    const cells = [String(random.below(10))];
    for (let i = 0; i < 784; i++) {
      const draw = random.uint32();
      cells.push(draw % 5 === 0 ? String((draw >>> 8) & 255) : '0');
    }
    return cells;
  });
}
