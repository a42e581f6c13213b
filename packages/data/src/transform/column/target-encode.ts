import { FoldwiseError } from '@foldwise/core/base';
import { grouped } from '../../statistics/grouped.ts';
import { sumsByGroup } from '../../statistics/sums-by-group.ts';
import type { RowGroups } from '../../statistics/sums-by-group.ts';
import { everySummary, summaryOf } from '../../statistics/summary.ts';
import type { Summary } from '../../statistics/summary.ts';
import type { Column } from '../../table/column.ts';
import { numbersAt } from '../../table/table.ts';
import { columnsOfTarget } from '../../table/target.ts';
import type { Target } from '../../table/target.ts';
import { checkChoices, checkNumber } from '../check-option.ts';
import { checkInnerFolds } from '../inner-folds.ts';
import type { InnerFoldOptions } from '../inner-folds.ts';
import type { LabelPart } from '../labels.ts';
import type { ColumnTransformer } from '../transformer.ts';
import { crossFitted } from './cross-fitted.ts';
import type { LevelEncoding } from './cross-fitted.ts';

export interface TargetEncodeOptions extends InnerFoldOptions {
  /** What of a level's targets: default `['mean']`. The others need a number target. */
  readonly statistics?: readonly Summary[];
  /** How many rows the statistic of all training rows counts for, at least 0; default 10, as in AutoGluon. */
  readonly smoothing?: number;
}

/**
 * Replaces a level by the mean target of its training rows, drawn towards the mean of all: `(n·mean + α·prior) / (n + α)`.
 *
 * Training rows are encoded by inner folds: each by the rows of the other folds, so that no row sees its own label; take them from
 * `fitTransform`. Of two classes the mean is the share of the second in order; of more there is a column each, `<name>_<class>`. Further
 * statistics of a number target are smoothed alike and have columns `<name>_<statistic>`; a level of too few rows for one (the
 * deviation of one row) has that of all. A missing cell is a level of its own; a level that no training row had is the prior. Folds of
 * classes have equal shares of each. How many rows a level has is no matter of the target: `beside('count', frequencyEncode())`.
 *
 * @throws FoldwiseError `data` where there is no target, one that is missing in a row, or a statistic of classes other than the mean.
 * @example
 * onColumns(categorical(), targetEncode());
 * onColumns(named('Neighborhood'), targetEncode({ statistics: ['mean', 'median', 'std'], smoothing: 20 }));
 */
export function targetEncode(options: TargetEncodeOptions = {}): ColumnTransformer {
  const { smoothing = 10, statistics = ['mean'] } = options;
  const where = 'targetEncode';
  checkNumber(where, 'smoothing', smoothing, 'a finite number of at least 0', (value) => value >= 0);
  const chosen = checkChoices(where, 'statistics', statistics, everySummary);
  const spec = { kind: where, statistics: chosen, smoothing };
  const step = crossFitted(spec, checkInnerFolds(where, options), (levels, labels, rows) =>
    learn(levels, labels, rows, chosen, smoothing),
  );
  const checked = (target: Target | undefined): void => refuseClasses(target, chosen);
  return Object.freeze({
    spec: step.spec,
    fit(train: Column, target?: Target) {
      checked(target);
      return step.fit(train, target);
    },
    fitTransform(train: Column, target?: Target) {
      checked(target);
      return step.fitTransform!(train, target);
    },
  });
}

function refuseClasses(target: Target | undefined, statistics: readonly Summary[]): void {
  const odd = statistics.find((statistic) => statistic !== 'mean');
  const classes = target && columnsOfTarget(target).find(({ kind }) => kind !== 'number');
  if (classes === undefined || odd === undefined) return;
  throw new FoldwiseError(`expected a number target for '${odd}', got ${classes.kind} "${classes.name}"`, {
    code: 'data',
    where: 'targetEncode',
    hint: "classes have statistics: ['mean'], the share of each",
  });
}

function learn(
  levels: RowGroups,
  labels: readonly LabelPart[],
  rows: Uint32Array | undefined,
  statistics: readonly Summary[],
  smoothing: number,
): readonly LevelEncoding[] {
  // Means, which are most often all there is, need no lists of targets.
  const needsLists = statistics.some((statistic) => statistic !== 'mean');
  return labels.flatMap(({ ending, values }) => {
    const { sums, counts } = sumsByGroup(values, levels, rows);
    const meanOfAll = sums.reduce((a, b) => a + b, 0) / (rows ?? values).length;
    const { all, lists } = needsLists ? listed(values, levels, rows) : { all: values, lists: [] };
    return statistics.map((statistic) => {
      const prior = orZero(statistic === 'mean' ? meanOfAll : summaryOf(statistic, all));
      const ofLevel = (code: number, n: number): number =>
        statistic === 'mean' ? sums[code]! / n : summaryOf(statistic, lists[code]!);
      const byCode = Array.from(counts, (n, code) =>
        n === 0 ? Number.NaN : drawnTo(prior, smoothing, n, ofLevel(code, n)),
      );
      const end = statistics.length > 1 ? `_${statistic}${ending}` : ending;
      return { ending: end, byCode, otherwise: prior };
    });
  });
}

/** The targets of these rows, and of those of each level. */
function listed(values: Float64Array, levels: RowGroups, rows: Uint32Array | undefined): Listed {
  if (rows === undefined) return { all: values, lists: grouped(levels.of, levels.count, values) };
  const all = numbersAt(values, rows);
  const codes = rows.map((row) => levels.of[row]!);
  return { all, lists: grouped(codes, levels.count, all) };
}

interface Listed {
  readonly all: Float64Array;
  readonly lists: readonly Float64Array[];
}

function drawnTo(prior: number, smoothing: number, n: number, own: number): number {
  return Number.isNaN(own) ? prior : (n * own + smoothing * prior) / (n + smoothing);
}

function orZero(value: number): number {
  return Number.isNaN(value) ? 0 : value;
}
