import { isDeepStrictEqual } from 'node:util';
import { FoldwiseError } from '@foldwise/core/base';
import { describe, expect, test } from 'vitest';
import { isMissing } from '../table/column.ts';
import type { Column, ColumnKind } from '../table/column.ts';
import { takeRows } from '../table/table.ts';
import type { ColumnTransformer } from '../transform/transformer.ts';
import { checkDescription } from './check-description.ts';
import { disturbColumn } from './disturb.ts';
import { headsOf, plainColumns } from './plain-columns.ts';
import { amongOtherRows, sampleColumns, sampleName } from './sample-columns.ts';
import type { SampleColumns } from './sample-columns.ts';
import { sampleLabels } from './sample-labels.ts';
import type { LabelKind } from './sample-labels.ts';
import { smallNumbers } from './small-numbers.ts';

export interface ColumnTransformerExamination {
  /** The kinds of columns the step takes; every other kind has to be refused by name. */
  readonly takes: readonly ColumnKind[];
  /** It takes numbers above 0 alone; default false. */
  readonly positive?: boolean;
  /** What kind of target it learns from; default none. */
  readonly target?: LabelKind;
  /**
   * That a training row's own label has no part in its features, which is examined with a `'number'` target. Default true; false for a
   * step that is known to leak, and says so.
   */
  readonly byOtherRows?: boolean;
}

const everyKind: readonly ColumnKind[] = ['number', 'category', 'text', 'id'];

/**
 * Examines what makes a column step one: it learns from training rows alone, keeps nothing, gives the same columns for any rows, and
 * makes numbers out of whatever numbers come.
 *
 * @example
 * describeColumnTransformer(standardScale(), { takes: ['number'] });
 * describeColumnTransformer(targetEncode(), { takes: ['category', 'text', 'id'], target: 'classes' });
 */
export function describeColumnTransformer(
  step: ColumnTransformer,
  examination: ColumnTransformerExamination,
): void {
  const { takes, positive } = examination;
  describe(`${step.spec.kind} as a column transformer`, () => {
    checkDescription(step);

    describe.each(takes)('of a %s column', (kind) => {
      examine(step, sampleColumns(kind, positive), examination);
    });

    const refused = everyKind.filter((kind) => !takes.includes(kind));
    if (refused.length > 0) refuses(step, refused);
  });
}

function refuses(step: ColumnTransformer, kinds: readonly ColumnKind[]): void {
  test.for(kinds)('a %s column is refused with the names of the step and the column', (kind) => {
    const fit = (): unknown => step.fit(sampleColumns(kind).train);
    expect(fit).toThrow(FoldwiseError);
    expect(fit).toThrow(step.spec.kind);
    expect(fit).toThrow(`"${sampleName}"`);
  });
}

function examine(
  given: ColumnTransformer,
  samples: SampleColumns,
  { target, byOtherRows = true }: ColumnTransformerExamination,
): void {
  const { train, fresh } = samples;
  const step = target === undefined ? given : labelled(given, target);
  learnsFromTrainingRowsOnly(step, samples);

  test('a fitted step is pure: the same rows give the same cells, and are left as they were', () => {
    const fitted = step.fit(train);
    const before = plainColumns([fresh]);
    const once = plainColumns(fitted.transform(fresh));
    fitted.transform(train);
    expect(plainColumns(fitted.transform(fresh))).toStrictEqual(once);
    expect(plainColumns([fresh])).toStrictEqual(before);
  });

  test('a row comes out the same whatever rows stand beside it', () => {
    const fitted = step.fit(train);
    const whole = fitted.transform(fresh);
    for (let row = 0; row < fresh.length; row++) {
      const rows = Uint32Array.of(row);
      const alone = fitted.transform(takeRows(fresh, rows));
      expect(plainColumns(alone)).toStrictEqual(plainColumns(whole.map((column) => takeRows(column, rows))));
    }
  });

  test.for(Object.entries(samples))(
    'fitted on %s rows, it gives the same columns for any rows',
    ([, learned]) => {
      const fitted = step.fit(learned);
      const heads = headsOf(fitted.transform(learned));
      for (const column of Object.values(samples)) {
        const output = fitted.transform(column);
        expect(headsOf(output)).toStrictEqual(heads);
        expect(output.every(({ length }) => length === column.length)).toBe(true);
        expect(
          lostCells(column, output),
          'cells that were there and came out missing or infinite',
        ).toStrictEqual([]);
      }
    },
  );

  if (train.kind === 'number') takesBytes(step, samples);
  if (step.fitTransform !== undefined) encodesTrainingRows(step, samples);
  if (target === undefined) return;
  needsTarget(given, train);
  if (target === 'number' && byOtherRows) encodesByOtherRows(given, train);
}

/** The step with a target that goes with the rows, where none is handed to it. */
function labelled(step: ColumnTransformer, kind: LabelKind): ColumnTransformer {
  return {
    ...step,
    fit: (train) => step.fit(train, sampleLabels(kind, train.length)),
    ...(step.fitTransform && {
      fitTransform: (train) => step.fitTransform!(train, sampleLabels(kind, train.length)),
    }),
  };
}

function needsTarget(step: ColumnTransformer, train: Column): void {
  test('without a target, or with one that is too short, it is refused with the name of the step', () => {
    for (const target of [undefined, sampleLabels('number', 2)]) {
      const fit = (): unknown => step.fit(train, target);
      expect(fit).toThrow(FoldwiseError);
      expect(fit).toThrow(step.spec.kind);
    }
  });
}

function encodesByOtherRows(step: ColumnTransformer, train: Column): void {
  test('a training row is encoded by the labels of other rows, not by its own', () => {
    const labels = sampleLabels('number', train.length);
    const features = (target: Column): readonly Column[] => step.fitTransform!(train, target)[0];
    const before = features(labels);
    let moved = 0;
    for (let row = 0; row < train.length; row++) {
      const after = features(disturbColumn(labels, new Set([row])));
      const own = Uint32Array.of(row);
      const others = Uint32Array.from({ length: train.length }, (_, other) => other).filter((r) => r !== row);
      expect(rowsOf(after, own), `row ${row}`).toStrictEqual(rowsOf(before, own));
      if (!isDeepStrictEqual(rowsOf(after, others), rowsOf(before, others))) moved++;
    }
    expect(moved, 'rows whose label plays a part anywhere').toBeGreaterThan(train.length / 2);
  });
}

function takesBytes(step: ColumnTransformer, { train, fresh }: SampleColumns): void {
  test('numbers that are kept as bytes come out as the same numbers in float64 do', () => {
    const encoded = (learned: 'bytes' | 'float64', rows: 'bytes' | 'float64'): unknown =>
      plainColumns(step.fit(smallNumbers(train, learned)).transform(smallNumbers(fresh, rows)));
    const expected = encoded('float64', 'float64');
    expect(encoded('float64', 'bytes')).toStrictEqual(expected);
    expect(encoded('bytes', 'float64')).toStrictEqual(expected);
    expect(encoded('bytes', 'bytes')).toStrictEqual(expected);
  });
}

function rowsOf(columns: readonly Column[], rows: Uint32Array): unknown {
  return plainColumns(columns.map((column) => takeRows(column, rows)));
}

function encodesTrainingRows(step: ColumnTransformer, samples: SampleColumns): void {
  test.for(Object.entries(samples))(
    'fitTransform of %s rows gives the columns that transform gives, and learns what fit learns',
    ([, train]) => {
      const [columns, fitted] = step.fitTransform!(train);
      expect(headsOf(columns)).toStrictEqual(headsOf(fitted.transform(train)));
      expect(columns.every(({ length }) => length === train.length)).toBe(true);
      expect(lostCells(train, columns)).toStrictEqual([]);
      const { fresh } = samples;
      expect(plainColumns(fitted.transform(fresh))).toStrictEqual(
        plainColumns(step.fit(train).transform(fresh)),
      );
    },
  );
}

function learnsFromTrainingRowsOnly(step: ColumnTransformer, { train, fresh }: SampleColumns): void {
  test('fit reads the training rows only, not the rest of the file they come from', () => {
    const expected = step.fit(train);
    const got = step.fit(amongOtherRows(train));
    for (const column of [train, fresh]) {
      expect(plainColumns(got.transform(column))).toStrictEqual(plainColumns(expected.transform(column)));
    }
  });

  test('fitting leaves the step and what was fitted before as they were', () => {
    const first = step.fit(train);
    const before = plainColumns(first.transform(fresh));
    const seen = plainColumns([train]);
    step.fit(fresh);
    expect(plainColumns(first.transform(fresh))).toStrictEqual(before);
    expect(plainColumns(step.fit(train).transform(fresh))).toStrictEqual(before);
    expect(plainColumns([train])).toStrictEqual(seen);
  });
}

/** The rows that have a cell in the input and none, or an infinite one, in some output. */
function lostCells(input: Column, output: readonly Column[]): readonly number[] {
  const rows = Array.from({ length: input.length }, (_, row) => row);
  return rows.filter((row) => !isMissing(input, row) && !output.every((column) => isSound(column, row)));
}

function isSound(column: Column, row: number): boolean {
  return column.kind === 'number' ? Number.isFinite(column.values[row]) : column.codes[row]! >= 0;
}
