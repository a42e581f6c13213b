import { FoldwiseError } from '@foldwise/core/base';
import { levelCounts } from '../statistics/level-counts.ts';
import type { Strata } from '../split/strata.ts';
import { allFinite } from '../statistics/all-finite.ts';
import { hasMissing } from '../statistics/present.ts';
import { float64Of } from '../table/column.ts';
import type { Column, StringColumn } from '../table/column.ts';
import { numbersAt } from '../table/table.ts';
import type { Target } from '../table/target.ts';
import { expectNumber } from './expect-kind.ts';

/** A target as the numbers that an encoding is made of: one list for a number or two classes, one a class for more. */
export interface Labels {
  readonly parts: readonly LabelPart[];
  /** The class of each row, where the target is one of classes. */
  readonly strata?: Strata;
  /** Their names in order, as `strata` counts them. */
  readonly classes?: readonly string[];
}

export interface LabelPart {
  /** What the encoded column's name ends in: the class, or nothing where there is one part. */
  readonly ending: string;
  readonly values: Float64Array;
}

/**
 * The target of `rows` training rows: a number as it is, of two classes the indicator of the second in order, of more an indicator each;
 * several numbers a part each, which ends in the target's name.
 */
export function labelsOf(where: string, rows: number, target: Target | undefined): Labels {
  if (target !== undefined && !('kind' in target)) {
    return {
      parts: target.map((each) => ({ ending: `_${each.name}`, values: numbersOf(where, rows, each) })),
    };
  }
  checkLabels(where, rows, target);
  return target.kind === 'number'
    ? { parts: [{ ending: '', values: float64Of(target.values) }] }
    : ofClasses(target);
}

function numbersOf(where: string, rows: number, target: Column): Float64Array {
  checkLabels(where, rows, target);
  return float64Of(expectNumber(where, target).values);
}

function ofClasses(target: StringColumn): Labels {
  const classes = [...levelCounts(target).keys()];
  const classOf = new Map(classes.map((level, index) => [level, index]));
  const byCode = target.levels.map((level) => classOf.get(level) ?? 0);
  const of = Uint32Array.from(target.codes, (code) => byCode[code]!);
  const indicator = (index: number): Float64Array =>
    Float64Array.from(of, (label) => (label === index ? 1 : 0));
  const parts =
    classes.length <= 2
      ? [{ ending: '', values: indicator(Math.max(0, classes.length - 1)) }]
      : classes.map((level, index) => ({ ending: `_${level}`, values: indicator(index) }));
  return { parts, strata: { of, count: classes.length }, classes };
}

function checkLabels(where: string, rows: number, target: Column | undefined): asserts target is Column {
  if (target === undefined) {
    throw new FoldwiseError('expected a target to learn from, got none', {
      code: 'data',
      where,
      hint: 'pass it: fitTransform(features, train, target)',
    });
  }
  if (target.length !== rows) {
    throw new FoldwiseError(
      `expected ${rows} target cells, one a row, got ${target.length} in "${target.name}"`,
      { code: 'data', where },
    );
  }
  if (target.kind === 'number' ? allFinite(target.values) : !hasMissing(target)) return;
  throw new FoldwiseError(
    `expected a target in every row, got missing or infinite cells in "${target.name}"`,
    {
      code: 'data',
      where,
      hint: 'leave those rows out of the training table',
    },
  );
}

/** The labels of these rows alone, of the same classes. */
export function labelsOfRows({ parts, strata, classes }: Labels, rows: Uint32Array): Labels {
  const taken = takeLabels(parts, rows);
  if (strata === undefined || classes === undefined) return { parts: taken };
  const of = Uint32Array.from(rows, (row) => strata.of[row]!);
  return { parts: taken, strata: { of, count: strata.count }, classes };
}

/** The parts of the labels of these rows alone. */
export function takeLabels(labels: readonly LabelPart[], rows: Uint32Array): readonly LabelPart[] {
  return labels.map(({ ending, values }) => ({ ending, values: numbersAt(values, rows) }));
}
