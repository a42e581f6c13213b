import { divide, subtract } from '../../autodiff/ops/index.ts';
import { FoldwiseError } from '../../errors.ts';
import { tensor } from '../../tensor/make.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { checkOptions } from '../../check-option.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { shapeError } from '../shape-error.ts';
import { withoutWeights } from './without-weights.ts';

/** Where features lie and how far they spread; one number is for all of them. */
export interface Moments {
  readonly mean: number | readonly number[];
  /** Above 0. */
  readonly deviation: number | readonly number[];
}

/**
 * Features moved and scaled by numbers known beforehand, y = (x − mean)/deviation; features are the last axis.
 *
 * {@link momentsOf} learns them from the training rows, so that the network takes raw features. Nothing is trained here.
 *
 * @throws FoldwiseError `input` where they are no finite numbers, or a deviation is not above 0.
 * @example
 * const network = sequential(standardizeBy(momentsOf(trainingRows)), dense({ units: 16 }), relu(), dense({ units: 1 }));
 * const pixels = standardizeBy({ mean: 128, deviation: 64 });
 */
export function standardizeBy(moments: Moments): Layer<NoWeights> {
  const kind = 'standardizeBy';
  const { mean, deviation } = checkOptions(kind, moments, ['mean', 'deviation']);
  const by = { mean: checked('mean', mean), deviation: checked('deviation', deviation) };
  const positive = [by.deviation].flat().every((number) => number > 0);
  const lengths = [by.mean, by.deviation].flatMap((list) => (typeof list === 'number' ? [] : [list.length]));
  if (!positive || new Set(lengths).size > 1) {
    const wanted = positive ? 'as many deviations as means' : 'deviations above 0';
    throw new FoldwiseError(`expected ${wanted}`, { code: 'input', where: kind });
  }
  const outputShape = (input: Shape): Shape => {
    if (input.length > 0 && (lengths.length === 0 || input.at(-1) === lengths[0])) return input;
    throw shapeError(kind, `rows of ${lengths[0] ?? 'some'} features`, input);
  };
  const asValue = (list: number | readonly number[]) => (typeof list === 'number' ? list : tensor(list));
  return withoutWeights({ kind, ...by }, outputShape, (x) =>
    divide(subtract(x, asValue(by.mean)), asValue(by.deviation)),
  );
}

function checked(option: string, numbers: number | readonly number[]): number | readonly number[] {
  const list = typeof numbers === 'number' ? [numbers] : numbers;
  if (Array.isArray(list) && list.length > 0 && list.every((number) => Number.isFinite(number))) {
    return typeof numbers === 'number' ? numbers : Object.freeze([...numbers]);
  }
  throw new FoldwiseError(`expected ${option} to be a finite number, or a list of them`, {
    code: 'input',
    where: 'standardizeBy',
  });
}
