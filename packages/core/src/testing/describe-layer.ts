import { describe, expect, it } from 'vitest';
import { multiply, sum } from '../autodiff/ops/index.ts';
import type { Value } from '../autodiff/primitive.ts';
import { FoldwiseError } from '../errors.ts';
import type { Context, Layer } from '../nn/layer.ts';
import { randomKey } from '../random/random-key.ts';
import { rng } from '../random/rng.ts';
import type { Rng } from '../random/rng.ts';
import { fromData } from '../tensor/make.ts';
import { sizeOf } from '../tensor/shape.ts';
import type { Shape, Tensor, Tree } from '../tensor/tensor.ts';
import { leavesOf, mapLeaves } from '../tensor/tree.ts';
import { compiledMismatches } from './compiled-mismatches.ts';
import { computed } from './computed.ts';
import { isFrozenThroughout } from './is-frozen-throughout.ts';
import { gradientMismatches } from './gradient-mismatches.ts';
import { evaluation } from '../nn/evaluation.ts';

/** What a layer is examined with. */
export interface LayerExamination {
  /** The shape of one row that it takes, without the batch axis. */
  readonly input: Shape;
  /** Shapes of rows that it must refuse, by an error that names it. */
  readonly refuses?: readonly Shape[];
  /** How one number of the input is drawn; standard normal by default. For codes: `(random) => random.below(5)`. */
  readonly draw?: (random: Rng) => number;
  /** False where the input is codes, which have no derivative; true by default. */
  readonly differentiable?: boolean;
  /** False where an op of it has no kernel, so that the compiled executor calls it back; true by default. */
  readonly kernels?: boolean;
}

/**
 * The examination of a layer: what passes it can stand anywhere in a network.
 *
 * @example
 * describeLayer(dense({ units: 3 }), { input: [4], refuses: [[]] });
 */
export function describeLayer(layer: Layer, examination: LayerExamination): void {
  const { input, refuses = [], draw = (random: Rng) => random.normal() } = examination;
  const { differentiable = true, kernels = true } = examination;
  const batchOf = (rows: number): Tensor => drawn([rows, ...input], rng(`input of ${rows}`), draw);
  const fresh = (): Tree => shaken(layer.init(input, rng('weights')));

  describe(`${layer.spec.kind} is a layer`, () => {
    it('is a frozen description whose spec is JSON', () => {
      expect(Object.isFrozen(layer) && isFrozenThroughout(layer.spec)).toBe(true);
      expect(JSON.parse(JSON.stringify(layer.spec))).toStrictEqual(layer.spec);
    });

    it('draws the same weights from the same seed, and is not changed by it', () => {
      const before = JSON.stringify(layer.spec);
      const first = layer.init(input, rng('weights'));
      expect(layer.init(input, rng('weights'))).toEqual(first);
      for (const { leaf, path } of leavesOf(first)) {
        expect(leaf.data.every(Number.isFinite), `${path} is finite`).toBe(true);
      }
      expect(JSON.stringify(layer.spec)).toBe(before);
    });

    for (const training of [true, false]) {
      const moment = training ? 'in training' : 'in evaluation';

      it.each([1, 3, 7])(`gives rows of its output shape ${moment}, for a batch of %i`, (rows) => {
        const output = compute(layer, fresh(), batchOf(rows), { training });
        expect(output.shape).toEqual([rows, ...layer.outputShape(input)]);
        expect(output.data.every(Number.isFinite)).toBe(true);
      });

      it(`has the derivatives that differences show ${moment}`, () => {
        const x = batchOf(3);
        const pull = drawn([3, ...layer.outputShape(input)], rng('pull'), (random) => random.normal());
        const pulled = (weights: Tree<Value>, at: Value): Value =>
          sum(multiply(layer.apply(weights, at, { ...silent, training }), pull));
        const weights = fresh();
        expect(gradientMismatches((at) => pulled(at, x), weights)).toEqual([]);
        const byInput = differentiable ? gradientMismatches((at) => pulled(weights, at), x) : [];
        expect(byInput).toEqual([]);
      });
    }

    it('gives the same twice for one random key, and leaves weights and input as they were', () => {
      const [weights, x] = [fresh(), batchOf(3)];
      for (const training of [true, false]) {
        const first = compute(layer, weights, x, { training });
        expect(compute(layer, weights, x, { training })).toEqual(first);
      }
      expect(weights).toEqual(fresh());
      expect(x).toEqual(batchOf(3));
    });

    it('gives the same for every random key in evaluation, row by row', () => {
      const [weights, x] = [fresh(), batchOf(3)];
      const whole = compute(layer, weights, x, { random: randomKey(1) });
      expect(compute(layer, weights, x, { random: randomKey(2) })).toEqual(whole);
      for (let row = 0; row < 3; row++) {
        expect(rowOf(compute(layer, weights, rowOf(x, row), {}), 0)).toEqual(rowOf(whole, row));
      }
    });

    it('trains and predicts compiled as it does by the reference', () => {
      const { far, missing } = compiledMismatches(layer, fresh(), batchOf(7), differentiable);
      expect(far).toEqual([]);
      expect(kernels ? missing : []).toEqual([]);
    });

    it('observes its statistics in training only, and nothing that is trained', () => {
      const weights = fresh();
      const observed: [Value, Value][] = [];
      const observe = (leaf: Value, next: Value): void => void observed.push([leaf, next]);
      compute(layer, weights, batchOf(3), { observe });
      expect(observed, 'in evaluation').toEqual([]);
      compute(layer, weights, batchOf(3), { observe, training: true });
      const statistics = leavesOf(weights).flatMap(({ leaf }) => (leaf.role === 'statistic' ? [leaf] : []));
      expect(new Set(observed.map(([leaf]) => leaf))).toEqual(new Set(statistics));
      for (const [leaf, next] of observed) expect(next.shape).toEqual(leaf.shape);
    });

    it.each([
      [[]],
      [[...input, 2]],
      [[...input.slice(0, -1), (input.at(-1) ?? 0) + 1]],
      [[...input.slice(0, -1), 0]],
    ])('takes rows of shape %o, or refuses them by name', (other: Shape) => {
      const said = refusalOf(() => layer.outputShape(other));
      expect(said ?? layer.spec.kind).toContain(layer.spec.kind);
      expect(refusalOf(() => layer.init(other, rng(1))) === undefined).toBe(said === undefined);
      // Weights made for rows of one shape, applied to rows of another that the layer could have been made for.
      const x = drawn([2, ...other], rng('other'), draw);
      const applied = attempt(() => compute(layer, fresh(), x, {}));
      expect(applied.refusal ?? layer.spec.kind).toContain(layer.spec.kind);
      const fits = applied.value === undefined || said !== undefined;
      expect(fits ? undefined : applied.value?.shape).toEqual(
        fits ? undefined : [2, ...layer.outputShape(other)],
      );
    });

    it.each(refuses.map((shape) => [shape]))('refuses rows of shape %o', (shape) => {
      expect(refusalOf(() => layer.outputShape(shape))).toContain(layer.spec.kind);
    });
  });
}

const silent: Context = { ...evaluation, random: randomKey(7) };

function compute(layer: Layer, weights: Tree, x: Tensor, moment: Partial<Context>): Tensor {
  return computed(layer.apply(weights, x, { ...silent, ...moment }));
}

/** Weights away from where they start: a bias of 0, or a scale of 1, hides mistakes. Statistics stay positive. */
function shaken<T extends Tree>(weights: T): T {
  const random = rng('shake');
  return mapLeaves(weights, (leaf) => {
    const moved = leaf.data.map(
      (w) => w + (leaf.role === 'statistic' ? random.uniform() : 0.3 * random.normal()),
    );
    return fromData(moved, leaf.shape);
  });
}

function drawn(shape: Shape, random: Rng, draw: (random: Rng) => number): Tensor {
  return fromData(
    Float64Array.from({ length: sizeOf(shape) }, () => draw(random)),
    shape,
  );
}

/** One row of a batch, as a batch of its own. */
function rowOf({ shape, data }: Tensor, row: number): Tensor {
  const size = sizeOf(shape.slice(1));
  return fromData(data.slice(row * size, (row + 1) * size), [1, ...shape.slice(1)]);
}

/** What a task gives, or the message it is refused with. */
function attempt<T>(task: () => T): { readonly value?: T; readonly refusal?: string } {
  try {
    return { value: task() };
  } catch (error) {
    if (error instanceof FoldwiseError) return { refusal: error.message };
    throw error;
  }
}

function refusalOf(task: () => unknown): string | undefined {
  return attempt(task).refusal;
}
