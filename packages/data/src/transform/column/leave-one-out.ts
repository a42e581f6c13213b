import { sumsByGroup } from '../../statistics/sums-by-group.ts';
import type { Column, StringColumn } from '../../table/column.ts';
import type { Target } from '../../table/target.ts';
import { expectStrings } from '../expect-kind.ts';
import { labelsOf } from '../labels.ts';
import type { LabelPart } from '../labels.ts';
import type { ColumnTransformer, FittedColumnTransformer } from '../transformer.ts';
import { byLevel, codesWithMissing, levelGroups, levelNumbers } from './by-level.ts';

/**
 * Replaces a level by the mean target of its training rows, a training row by that of the other rows of its level. It leaks, and warns
 * of it: use `targetEncode()`.
 *
 * Among the training rows of a level the encoding falls as the label rises (`(Σ y − y) / (n − 1)`), which a network finds at once, and
 * new rows do not have it. It is here to be compared with. A level of one row, and one that no training row had, gets the mean of all.
 * A missing cell is a level of its own. Of more than two classes there is a column each, `<name>_<class>`.
 *
 * @throws FoldwiseError `data` where there is no target, or one that is missing in a row.
 * @example
 * onColumns(categorical(), leaveOneOut());
 */
export function leaveOneOut(): ColumnTransformer {
  process.emitWarning(
    'leaveOneOut: a training row of a low label gets a high encoding, which gives the label away; targetEncode() does not leak',
    { code: 'FOLDWISE_LEAK' },
  );
  const learn = (train: Column, target?: Target): readonly Learned[] => {
    const strings = expectStrings(kind, train);
    return labelsOf(kind, train.length, target).parts.map((part) => levelsOf(strings, part));
  };
  return Object.freeze({
    spec: Object.freeze({ kind }),
    fit: (train: Column, target?: Target) => fitted(learn(train, target)),
    fitTransform(train: Column, target?: Target): readonly [readonly Column[], FittedColumnTransformer] {
      const learned = learn(train, target);
      const codes = codesWithMissing(expectStrings(kind, train));
      return [learned.map((part) => withoutOwn(train.name, codes, part)), fitted(learned)];
    },
  });
}

const kind = 'leaveOneOut';

interface Learned extends LabelPart {
  readonly sums: Float64Array;
  readonly counts: Uint32Array;
  readonly mean: number;
  readonly column: StringColumn;
}

function levelsOf(column: StringColumn, { ending, values }: LabelPart): Learned {
  const { sums, counts } = sumsByGroup(values, levelGroups(column));
  const total = sums.reduce((a, b) => a + b, 0);
  return { ending, values, column, sums, counts, mean: total / Math.max(1, values.length) };
}

function fitted(learned: readonly Learned[]): FittedColumnTransformer {
  const parts = learned.map(({ ending, column, sums, counts, mean }) => {
    const means = Array.from(sums, (sum, code) => (counts[code] === 0 ? Number.NaN : sum / counts[code]!));
    return { ending, mean, numbers: levelNumbers(column, means) };
  });
  return Object.freeze({
    transform: (column: Column): readonly Column[] =>
      parts.map(({ ending, mean, numbers }) =>
        byLevel(`${column.name}${ending}`, expectStrings(kind, column), numbers, mean),
      ),
  });
}

function withoutOwn(
  name: string,
  codes: Int32Array,
  { ending, values, sums, counts, mean }: Learned,
): Column {
  const encoded = values.map((value, row) => {
    const others = counts[codes[row]!]! - 1;
    return others === 0 ? mean : (sums[codes[row]!]! - value) / others;
  });
  return { kind: 'number', name: `${name}${ending}`, length: codes.length, values: encoded };
}
