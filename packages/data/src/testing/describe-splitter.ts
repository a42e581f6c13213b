import { rng } from '@foldwise/core/base';
import { describe, expect, test } from 'vitest';
import type { Column } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import type { Fold, Splitter } from '../split/splitter.ts';
import { checkDescription } from './check-description.ts';
import { plainTable } from './plain-columns.ts';
import { sampleTable, sampleTarget } from './sample-table.ts';

export interface SplitterExamination {
  /** Default a made-up table of 90 rows. */
  readonly table?: Table;
  /** Default three classes of unequal size; give one beside a table of one's own. */
  readonly target?: Column;
  /** Every row is held out exactly once; default true, false for a hold-out. */
  readonly covering?: boolean;
  /** What a fold does not validate, it trains on; default true, false where rows are left out: of a gap, or of the future. */
  readonly exhaustive?: boolean;
  /** Fold sizes differ by one row at most; default true, false for groups. */
  readonly balanced?: boolean;
  /** The seed decides; default true, false where the data say all. */
  readonly seeded?: boolean;
}

/**
 * Examines what makes a splitter one: disjoint folds of ascending rows that leave no row out (unless it is said), the same for the same
 * seed.
 *
 * @example
 * describeSplitter(kFold({ folds: 5 }));
 */
export function describeSplitter(splitter: Splitter, examination: SplitterExamination = {}): void {
  const { covering = true, exhaustive = true, balanced = true, seeded = true } = examination;
  const { table = sampleTable(), target = sampleTarget() } = examination;
  const cut = (seed: number): readonly Fold[] => splitter.split(table, target, rng(seed));
  const folds = cut(1);

  describe(`${splitter.spec.kind} as a splitter`, () => {
    checkDescription(splitter);

    const sides = exhaustive ? 'each row on one side' : 'no row on both sides';
    test(`every fold has ${sides}, in ascending order, and rows on both sides`, () => {
      expect(folds.length).toBeGreaterThan(0);
      for (const { train, validation } of folds) {
        expect(train.length).toBeGreaterThan(0);
        expect(validation.length).toBeGreaterThan(0);
        const rows = Uint32Array.of(...train, ...validation).toSorted();
        expect(rows).toStrictEqual(exhaustive ? rowsOf(table) : Uint32Array.from(new Set(rows)));
        expect(rows.at(-1)).toBeLessThan(table.length);
        expect(train.toSorted()).toStrictEqual(train);
        expect(validation.toSorted()).toStrictEqual(validation);
      }
    });

    if (covering) holdsEveryRowOutOnce(folds, table);
    if (balanced) isBalanced(folds);
    if (seeded) followsTheSeed(cut);
    else ignoresTheSeed(cut);

    test('the same seed gives the same folds, whatever was drawn from the generator before', () => {
      expect(cut(1)).toStrictEqual(folds);
      const used = rng(1);
      used.uint32();
      expect(splitter.split(table, target, used)).toStrictEqual(folds);
      expect(splitter.split(table, target, used)).toStrictEqual(folds);
    });

    test('the table is left as it was', () => {
      const before = plainTable(table);
      cut(3);
      expect(plainTable(table)).toStrictEqual(before);
    });
  });
}

function rowsOf(table: Table): Uint32Array {
  return Uint32Array.from({ length: table.length }, (_, row) => row);
}

function holdsEveryRowOutOnce(folds: readonly Fold[], table: Table): void {
  test('every row is held out exactly once', () => {
    const held = Uint32Array.from(folds.flatMap(({ validation }) => [...validation]));
    expect(held.toSorted()).toStrictEqual(rowsOf(table));
  });
}

function isBalanced(folds: readonly Fold[]): void {
  test('fold sizes differ by one row at most', () => {
    const sizes = folds.map(({ validation }) => validation.length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  });
}

function followsTheSeed(cut: (seed: number) => readonly Fold[]): void {
  test('another seed gives other folds', () => {
    expect(cut(2)).not.toStrictEqual(cut(1));
  });
}

function ignoresTheSeed(cut: (seed: number) => readonly Fold[]): void {
  test('the seed plays no part', () => {
    expect(cut(2)).toStrictEqual(cut(1));
  });
}
