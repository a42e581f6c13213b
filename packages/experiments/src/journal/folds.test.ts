import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rng } from '@foldwise/core';
import { type Fold, type NumberColumn, type Splitter, Table } from '@foldwise/data';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashOf } from './canonical-json.ts';
import { diskOf } from './failing-disk.ts';
import { foldAssignment, type FoldAssignmentOptions } from './folds.ts';

const rows = 12;
const target: NumberColumn = { kind: 'number', name: 'y', length: rows, values: new Float64Array(rows) };
const table = new Table([target]);
const ids = Array.from({ length: rows }, (_, i) => `00${i}`);

function foldsOf(validations: readonly (readonly number[])[]): readonly Fold[] {
  return validations.map((validation) => ({
    train: Uint32Array.from(Array.from({ length: rows }, (_, i) => i).filter((i) => !validation.includes(i))),
    validation: Uint32Array.from(validation),
  }));
}

/** Cuts the rows in three by a permutation. */
const thirds: Splitter = {
  spec: { kind: 'thirds', edge: Number.NaN },
  split: (_table, _target, rng: Rng) => {
    const order = [...rng.permutation(rows)];
    return foldsOf([0, 4, 8].map((start) => order.slice(start, start + 4).toSorted((a, b) => a - b)));
  },
};

function fixed(kind: string, folds: readonly Fold[]): Splitter {
  return { spec: { kind }, split: () => folds };
}

let directory: string;
let options: FoldAssignmentOptions;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'foldwise-folds-'));
  options = { directory, splitter: thirds, table, target, seed: 0, dataHash: 'aa', ids };
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('foldAssignment', () => {
  it('gives the folds of the splitter and keeps them under a name that says what they come from', () => {
    const { folds, path } = foldAssignment(options);
    const key = hashOf({ splitter: thirds.spec, seed: 0, dataHash: 'aa' }).slice(0, 16);
    expect(path).toBe(join(directory, 'folds', `${key}.json`));
    expect(folds).toHaveLength(3);
    expect(folds.flatMap((fold) => [...fold.validation]).toSorted((a, b) => a - b)).toEqual(
      ids.map((_, i) => i),
    );
    for (const fold of folds) expect(fold.train).toHaveLength(8);
  });

  it('gives the same folds for ever after, even where the splitter would cut otherwise by now', () => {
    const first = foldAssignment(options);
    const other = foldsOf([[0], [1]]);
    expect(foldAssignment({ ...options, splitter: { ...thirds, split: () => other } })).toEqual(first);
    expect(readdirSync(join(directory, 'folds'))).toHaveLength(1);
  });

  it('gives the same folds in another folder', () => {
    const first = foldAssignment(options);
    const elsewhere = foldAssignment({ ...options, directory: join(directory, 'elsewhere') });
    expect(elsewhere).toMatchObject({ hash: first.hash, folds: first.folds });
  });

  it('gives other folds for another seed', () => {
    expect(foldAssignment({ ...options, seed: 1 }).hash).not.toBe(foldAssignment(options).hash);
  });

  it('gives one hash to the same folds of the same rows, whichever splitter made them', () => {
    const folds = foldsOf([
      [0, 1],
      [2, 3],
    ]);
    const a = foldAssignment({ ...options, splitter: fixed('a', folds) });
    const b = foldAssignment({ ...options, splitter: fixed('b', folds) });
    const c = foldAssignment({
      ...options,
      splitter: fixed('a', folds),
      dataHash: 'bb',
      ids: ids.toReversed(),
    });
    expect(a.hash).toBe(b.hash);
    expect(a.hash).not.toBe(c.hash);
  });

  it.each([
    ['rows that are never validated', foldsOf([[0, 5], [2]])],
    [
      'rows that are validated twice',
      foldsOf([
        [0, 1, 2],
        [2, 3],
      ]),
    ],
    ['rows that a fold leaves out', [{ train: Uint32Array.of(0, 1), validation: Uint32Array.of(2, 11) }]],
    ['one fold', foldsOf([[3, 4]])],
  ])('reads back %s', (_, folds) => {
    const splitter = fixed('fixed', folds);
    expect(foldAssignment({ ...options, splitter }).folds).toEqual(folds);
    expect(foldAssignment({ ...options, splitter }).folds).toEqual(folds);
  });

  it('refuses a file that was edited, byte by byte', { timeout: 60_000 }, () => {
    const { path } = foldAssignment(options);
    const bytes = readFileSync(path);
    for (let i = 0; i < bytes.length - 1; i++) {
      const edited = Uint8Array.from(bytes);
      edited[i]! ^= 1;
      writeFileSync(path, edited);
      expect(() => foldAssignment(options), `byte ${i}`).toThrow(
        /folds\/[0-9a-f]+\.json: expected .* damaged or edited|was edited or damaged|it was damaged or edited/,
      );
    }
    writeFileSync(path, bytes);
    expect(() => foldAssignment(options)).not.toThrow();
  });

  it('refuses folds of other rows', () => {
    const { path } = foldAssignment(options);
    const others = ids.with(3, 'another');
    expect(() => foldAssignment({ ...options, ids: others })).toThrow(
      `${path}: expected the ids of these 12 rows, got those of 12 other rows — restore`,
    );
  });

  it.each([
    ['none', [], 'mine: expected at least 1 fold, got none'],
    [
      'one without training rows',
      [{ train: Uint32Array.of(), validation: Uint32Array.of(1) }],
      'in fold 0, got no training row',
    ],
    [
      'one without validation rows',
      [{ train: Uint32Array.of(1), validation: Uint32Array.of() }],
      'got no validation row',
    ],
    ['a row in both', [{ train: Uint32Array.of(1, 2), validation: Uint32Array.of(2) }], 'got row 2 in both'],
    [
      'a row that is not there',
      [{ train: Uint32Array.of(1), validation: Uint32Array.of(12) }],
      'got row number 12',
    ],
    [
      'rows in disorder',
      [{ train: Uint32Array.of(2, 1), validation: Uint32Array.of(3) }],
      'got row 1 after row 2',
    ],
  ])('refuses from a splitter %s', (_, folds, message) => {
    expect(() => foldAssignment({ ...options, splitter: fixed('mine', folds) })).toThrow(message);
    expect(readdirSync(directory)).toEqual([]);
  });

  it('refuses ids that are fewer than the rows', () => {
    expect(() => foldAssignment({ ...options, ids: ids.slice(1) })).toThrow(
      'expected an id for each of 12 rows, got 11',
    );
  });

  it('leaves nothing behind on a full disk', () => {
    expect(() => foldAssignment({ ...options, files: diskOf(10) })).toThrow(
      /json: could not write .* the disk is full/,
    );
    expect(readdirSync(join(directory, 'folds'))).toEqual([]);
    expect(foldAssignment(options).folds).toHaveLength(3);
  });
});
