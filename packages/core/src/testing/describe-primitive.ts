import { describe, expect, it } from 'vitest';
import { valueAndGradient } from '../autodiff/gradient.ts';
import { add, multiply } from '../autodiff/ops/arithmetic.ts';
import { sum } from '../autodiff/ops/sum.ts';
import { isTraced, type Primitive, type Traced, type Tracer, type Value } from '../autodiff/primitive.ts';
import { FoldwiseError } from '../errors.ts';
import { type Rng, rng } from '../random/rng.ts';
import { scalar } from '../tensor/make.ts';
import { sizeOf } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { type CaseInput, drawn, isTensor, titleOf } from './case-input.ts';
import { computed } from './computed.ts';
import { gradientMismatches } from './gradient-mismatches.ts';
import { kernelMismatches } from './kernel-mismatches.ts';
import { withOtherLengths } from './other-lengths.ts';

type Op = (...inputs: readonly Value[]) => Value;

/** How often a case is tried with other lengths. */
const TRIES = 4;

export interface PrimitiveExpectations {
  /** Inputs that the op must refuse with a FoldwiseError. */
  readonly rejects?: readonly (readonly CaseInput[])[];
}

/**
 * What every op must pass: its shape rule tells the shape of what its forward rule makes; its derivative, and the derivative of that,
 * agree with central differences, whichever inputs they are asked for; it leaves its inputs alone and gives the same bits twice; and
 * compiled, result and derivative are the same within float32's rounding, with kernels and without, on inputs of other lengths too.
 *
 * @param cases The inputs of one call each: think of lengths of 1, of primes, of broadcasting.
 * @example
 * describePrimitive('add', (a, b) => ops.add(a, b), [[[3, 5], [5]], [[1], [7]], [[], []]]);
 */
export function describePrimitive(
  name: string,
  op: Op,
  cases: readonly (readonly CaseInput[])[],
  { rejects = [] }: PrimitiveExpectations = {},
): void {
  describe(`${name} is an op`, () => {
    describe.each(cases.map((inputs) => [titleOf(inputs), inputs] as const))('of %s', (title, inputs) => {
      const random = rng(`${name} ${title}`);
      const tensors = inputs.map((input, i) => drawn(input, random.split(`input ${i}`)));
      const output = computed(op(...tensors));
      const pull = drawn(output.shape, random.split('pull'));
      const free = freeOf(inputs);
      const pulled = (at: readonly Value[]): Value =>
        sum(multiply(op(...tensors.map((t, i) => (free.includes(i) ? at[free.indexOf(i)]! : t))), pull));
      const start = free.map((i) => tensors[i]!);

      it('has the shape that its rule tells, step by step', () => {
        const traced = op(...tensors.map((t) => watched(t)));
        expect(traced.shape).toEqual(output.shape);
        expect(output.data.length).toBe(sizeOf(output.shape));
        expect(tensorOf(traced).data).toEqual(output.data);
      });

      it('has the derivatives that differences show', () => {
        expect(gradientMismatches((at) => pulled(at), start)).toEqual([]);
      });

      it('has the same derivative when only one is asked for', () => {
        const all = gradientOf(pulled, start);
        start.forEach((tensor, i) => {
          const alone = gradientOf(
            ([moved]) => pulled(start.map((t, j) => (j === i ? moved! : t))),
            [tensor],
          );
          expect(alone[0]!.data).toEqual(all[i]!.data);
        });
      });

      it('has the second derivatives that differences show', () => {
        const directions = start.map((t, i) => drawn(t.shape, random.split(`direction ${i}`)));
        const slope = (at: readonly Value[]): Value =>
          valueAndGradient((inner) => pulled(inner), at)
            .gradient.map((g, i) => sum(multiply(g, directions[i]!)))
            .reduce((a, b) => add(a, b), scalar(0));
        expect(gradientMismatches((at) => slope(at), start, 1e-6)).toEqual([]);
      });

      it('leaves its inputs alone and gives the same bits twice', () => {
        const before = tensors.map((t) => t.data.slice());
        expect(computed(op(...tensors)).data).toEqual(output.data);
        tensors.forEach((t, i) => expect(t.data).toEqual(before[i]));
      });
    });

    it('is the same compiled, whatever the lengths', () => {
      const all = cases.flatMap((inputs, i) => [inputs, ...likeCases(op, inputs, rng(`${name} ${i}`))]);
      const mismatches = all.flatMap((inputs, i) => {
        const random = rng(`${name} compiled ${i}`);
        const tensors = inputs.map((input, j) => drawn(input, random.split(`input ${j}`)));
        return kernelMismatches(op, tensors, freeOf(inputs));
      });
      expect(mismatches).toEqual([]);
    });

    for (const inputs of rejects) {
      it(`refuses ${titleOf(inputs)}`, () => {
        const tensors = inputs.map((input, i) => drawn(input, rng(i)));
        expect(() => op(...tensors)).toThrow(FoldwiseError);
      });
    }
  });
}

/** The inputs that are differentiated by. */
function freeOf(inputs: readonly CaseInput[]): readonly number[] {
  return inputs.flatMap((input, i) => (isTensor(input) ? [] : [i]));
}

/** A case with other lengths, several times, as far as the op takes them. */
function likeCases(op: Op, inputs: readonly CaseInput[], random: Rng): readonly (readonly CaseInput[])[] {
  return Array.from({ length: TRIES }).flatMap((_, i) => {
    const others = withOtherLengths(inputs, random.split(`try ${i}`));
    return others !== undefined && takes(op, others) ? [others] : [];
  });
}

function takes(op: Op, inputs: readonly CaseInput[]): boolean {
  try {
    op(...inputs.map((input, i) => drawn(input, rng(i))));
    return true;
  } catch (error) {
    if (error instanceof FoldwiseError) return false;
    throw error;
  }
}

/** A tensor that checks, at every op it goes through, that the shape rule and the forward rule agree. */
interface Watched extends Traced {
  readonly tensor: Tensor;
}

function watched(tensor: Tensor): Watched {
  return { shape: tensor.shape, tracer: watcher, tensor };
}

const watcher: Tracer = {
  level: 0,
  apply<P>(op: Primitive<P>, params: P, inputs: readonly Value[]): Value {
    const tensors = inputs.map(tensorOf);
    const told = op.shape(
      tensors.map((tensor) => tensor.shape),
      params,
    );
    const made = op.forward(tensors, params);
    expect(made.shape, `the shape rule of ${op.name}`).toEqual(told);
    return watched(made);
  },
};

function isWatched(value: Value): value is Watched {
  return isTraced(value) && value.tracer === watcher;
}

function tensorOf(value: Value): Tensor {
  return computed(isWatched(value) ? value.tensor : value);
}

function gradientOf(f: (at: readonly Value[]) => Value, at: readonly Tensor[]): readonly Tensor[] {
  return valueAndGradient((inner) => f(inner), at).gradient;
}
