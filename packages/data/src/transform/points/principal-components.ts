import { FoldwiseError } from '@foldwise/core/base';
import type { Selector } from '../../select/selector.ts';
import { addingStep } from '../adding-step.ts';
import { checkFlag, checkNumber, checkWhole } from '../check-option.ts';
import type { Transformer } from '../transformer.ts';
import { axesOf, columnsOfPoints, pointsOf, trainingPoints } from './points-of.ts';
import { along, principalAxes } from './principal-axes.ts';
import type { PrincipalAxes } from './principal-axes.ts';

export interface PrincipalComponentsOptions {
  /** How many columns come out; at most as many as go in. In place of `variance`. */
  readonly components?: number;
  /** As many as say more than this share of the variance of the training rows, from above 0 to below 1; default 0.95. */
  readonly variance?: number;
  /** Divide each component by its standard deviation; default false. */
  readonly whiten?: boolean;
  /** Measure from the mean of the training rows; default true. False is scikit-learn's `TruncatedSVD`, for columns of zeros and ones. */
  readonly centre?: boolean;
  /** What the names of the new columns begin with; default `'component'`. */
  readonly name?: string;
}

/**
 * Adds the coordinates of a row along the directions in which the training rows vary most: `component_1`, `component_2` …
 *
 * Principal component analysis: `(x − mean) · vₖ` with the eigenvectors vₖ of the training rows' covariance, those of the largest
 * eigenvalues λₖ first; whitened, over √λₖ (by n − 1). Signs are such that the largest component of vₖ is positive (scikit-learn's
 * `svd_flip`). Units decide what varies most: put `standardScale()` first. A component of no variance is 0.
 *
 * Rows with a missing cell are not learned from, and have missing components: impute first.
 *
 * @throws FoldwiseError `data` where fewer than two training rows are complete, or fewer columns than `components` are selected.
 * @example
 * pipeline(onColumns(numeric(), impute('median'), standardScale()), principalComponents(numeric(), { components: 10 }));
 */
export function principalComponents(select: Selector, options: PrincipalComponentsOptions = {}): Transformer {
  const { components, whiten = false, centre = true, name = 'component' } = options;
  const { variance = 0.95 } = options;
  checkSize(options);
  checkFlag(where, 'whiten', whiten);
  checkFlag(where, 'centre', centre);
  const size = components === undefined ? { variance } : { components };
  return addingStep({ kind: where, select: select.spec, ...size, whiten, centre, name }, (train) => {
    const columns = axesOf(where, train, select);
    refuseMore(components, columns.length);
    const found = principalAxes(trainingPoints(where, train, columns, 2), centre);
    const count = components ?? countFor(found, variance);
    const axes = found.axes.slice(0, count).map((axis, k) => {
      const scale = whiten ? Math.sqrt(found.variances[k]!) : 1;
      return found.variances[k] === 0 ? axis.map(() => 0) : axis.map((value) => value / scale);
    });
    const names = axes.map((_, k) => `${name}_${k + 1}`);
    return (table) => {
      const points = pointsOf(where, table, columns);
      return columnsOfPoints(names, table.length, points, (k, point) =>
        along(points, point, found.centre, axes[k]!),
      );
    };
  });
}

const where = 'principalComponents';

function checkSize({ components, variance }: PrincipalComponentsOptions): void {
  if (components !== undefined && variance !== undefined) {
    throw new FoldwiseError(`expected components or variance, got both: ${components} and ${variance}`, {
      code: 'input',
      where,
      hint: 'leave one of them out',
    });
  }
  if (components !== undefined) checkWhole(where, 'components', components);
  checkNumber(where, 'variance', variance ?? 0.5, 'above 0 and below 1', (share) => share > 0 && share < 1);
}

function refuseMore(components: number | undefined, columns: number): void {
  if (components === undefined || components <= columns) return;
  throw new FoldwiseError(`expected at most ${columns} components of ${columns} columns, got ${components}`, {
    code: 'data',
    where,
    hint: `pass components: ${columns} or fewer, or select more columns`,
  });
}

/** As many as it takes to say more than this share, one at least. */
function countFor({ variances }: PrincipalAxes, share: number): number {
  const whole = variances.reduce((sum, value) => sum + value, 0);
  let said = 0;
  const last = variances.findIndex((value) => (said += value) > share * whole);
  return last < 0 ? 1 : last + 1;
}
