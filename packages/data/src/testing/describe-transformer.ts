import { describe, expect, test } from 'vitest';
import type { Column } from '../table/column.ts';
import { takeRows } from '../table/table.ts';
import type { Table } from '../table/table.ts';
import { fitTransform } from '../transform/fit-transform.ts';
import type { Transformer } from '../transform/transformer.ts';
import { checkDescription } from './check-description.ts';
import { disturbColumn, disturbTable, emptied } from './disturb.ts';
import { headsOf, plainTable } from './plain-columns.ts';
import { sampleTable, sampleTarget } from './sample-table.ts';
import { tableOfSmallNumbers } from './small-numbers.ts';

export interface TransformerExamination {
  /** Training rows with the columns that the transformer needs; default a made-up table of 90 rows. */
  readonly table?: Table;
  /** Its target; with a table of one's own, default none. */
  readonly target?: Column;
}

/**
 * Examines what makes a transformer one: nothing of the validation rows or their labels reaches a training feature, nothing is kept
 * between fits, and any rows come out with the same columns.
 *
 * @example
 * describeTransformer(competition.features, { table: train, target });
 */
export function describeTransformer(
  transformer: Transformer,
  examination: TransformerExamination = {},
): void {
  const table = examination.table ?? sampleTable();
  const target = examination.target ?? (examination.table === undefined ? sampleTarget() : undefined);
  const { train, held } = thirds(table.length);
  const fold = (rows: Table, labels: Column | undefined): ReturnType<typeof fitTransform> =>
    fitTransform(transformer, rows.take(train), labels && takeRows(labels, train));

  describe(`${transformer.spec.kind} as a transformer`, () => {
    checkDescription(transformer);

    test('changing the values and labels of validation rows moves no training feature', () => {
      const [features, fitted] = fold(table, target);
      const heldRows = new Set(held);
      const [same, again] = fold(disturbTable(table, heldRows), target && disturbColumn(target, heldRows));
      expect(plainTable(same)).toStrictEqual(plainTable(features));
      // And what was learned is the same too: new rows come out alike.
      expect(plainTable(again.transform(table))).toStrictEqual(plainTable(fitted.transform(table)));
    });

    test('fitting leaves the transformer, the table and what was fitted before as they were', () => {
      const before = plainTable(table);
      const [, first] = fold(table, target);
      const features = plainTable(first.transform(table));
      transformer.fit(table.take(held), target && takeRows(target, held));
      expect(plainTable(first.transform(table))).toStrictEqual(features);
      expect(plainTable(fold(table, target)[1].transform(table))).toStrictEqual(features);
      expect(plainTable(table)).toStrictEqual(before);
    });

    test('a row comes out the same whatever rows stand beside it', () => {
      const [, fitted] = fold(table, target);
      const whole = fitted.transform(table);
      for (const row of [...held].slice(0, 5)) {
        const rows = Uint32Array.of(row);
        expect(plainTable(fitted.transform(table.take(rows)))).toStrictEqual(plainTable(whole.take(rows)));
      }
    });

    test('any rows come out with the same columns: new levels, missing cells, one row, no rows', () => {
      const [features, fitted] = fold(table, target);
      const everyRow = new Set(Array.from({ length: table.length }, (_, row) => row));
      for (const rows of [
        table,
        disturbTable(table, everyRow),
        emptied(table),
        table.take(Uint32Array.of(0)),
        table.take(Uint32Array.of()),
      ]) {
        const output = fitted.transform(rows);
        expect(headsOf(output.columns)).toStrictEqual(headsOf(features.columns));
        expect(output.length).toBe(rows.length);
      }
    });

    test('numbers that are kept as bytes come out as the same numbers in float64 do', () => {
      const [bytes, wide] = [tableOfSmallNumbers(table, 'bytes'), tableOfSmallNumbers(table, 'float64')];
      const [features, fitted] = fold(wide, target);
      const [same, again] = fold(bytes, target);
      expect(plainTable(same)).toStrictEqual(plainTable(features));
      const expected = plainTable(fitted.transform(wide));
      for (const [learned, rows] of [
        [fitted, bytes],
        [again, wide],
        [again, bytes],
      ] as const) {
        expect(plainTable(learned.transform(rows))).toStrictEqual(expected);
      }
    });
  });
}

/** Every third row is held out. */
function thirds(length: number): { readonly train: Uint32Array; readonly held: Uint32Array } {
  const rows = Uint32Array.from({ length }, (_, row) => row);
  return { train: rows.filter((row) => row % 3 !== 1), held: rows.filter((row) => row % 3 === 1) };
}
