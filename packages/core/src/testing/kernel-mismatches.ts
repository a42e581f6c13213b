import { valueAndGradient } from '../autodiff/gradient.ts';
import { multiply } from '../autodiff/ops/arithmetic.ts';
import { sum } from '../autodiff/ops/sum.ts';
import type { Value } from '../autodiff/primitive.ts';
import { executorFor } from '../compiled/compiled-executor.ts';
import { computeBy } from '../compiled/testing/compute.ts';
import { worstDifference } from '../compiled/testing/worst-difference.ts';
import { loadTier } from '../compiled/tier.ts';
import { rng } from '../random/rng.ts';
import { sameShape, showShape } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { referenceExecutor } from '../executor/reference-executor.ts';
import { drawn } from './case-input.ts';

type Op = (...inputs: readonly Value[]) => Value;

/** How far float32 may be off, of the largest number of a result, or of 1 where that is less: some thirty roundings. */
const BOUND = 2e-6;

/** Rounded as kernels hold it, so that both sides are handed the same. */
function rounded({ shape, data }: Tensor): Tensor {
  return { shape, data: data.map(Math.fround) };
}

/**
 * The derivative of a weighted sum of an op's result by one of its inputs. The weights are one more input, the last: what is made of
 * constants alone would be computed while the step is traced, and not by kernels.
 */
function slopeOf(op: Op, by: number): Op {
  return (...all) => {
    const [inputs, weights] = [all.slice(0, -1), all.at(-1)!];
    const weighted = (moved: Value): Value => sum(multiply(op(...inputs.with(by, moved)), weights));
    return valueAndGradient(weighted, inputs[by]!).gradient;
  };
}

/** Where the compiled executor gives another result or derivative of an op than the reference, on any tier there is, as lines to read. */
export function kernelMismatches(
  op: Op,
  inputs: readonly Tensor[],
  differentiateBy: readonly number[],
): readonly string[] {
  const exact = inputs.map(rounded);
  const result = computeBy(referenceExecutor, op, exact);
  const weighted = [...exact, rounded(drawn(result.shape, rng('weights')))];
  const functions: readonly (readonly [string, Op, readonly Tensor[]])[] = [
    ['result', op, exact],
    ...differentiateBy.map((i) => [`derivative by input ${i}`, slopeOf(op, i), weighted] as const),
  ];
  return (['relaxed', 'plain'] as const).flatMap((tier) => {
    if (loadTier(tier)?.tier !== tier) return [];
    const executor = executorFor({ tier });
    return functions.flatMap(([name, f, at]) => {
      const [wanted, got] = [referenceExecutor, executor].map((by) => computeBy(by, f, at));
      const off = worstDifference(wanted!.data, got!.data, 1);
      if (sameShape(wanted!.shape, got!.shape) && off <= BOUND) return [];
      const where = `${tier}, ${name}, inputs ${inputs.map(({ shape }) => showShape(shape)).join(' and ')}`;
      return [`${where}: ${showShape(got!.shape)}, off by ${off}`];
    });
  });
}
