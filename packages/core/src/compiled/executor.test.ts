import { describe, expect, it } from 'vitest';
import { unaryOp } from '../autodiff/ops/elementwise.ts';
import { add, dropout, gather, multiply, negate, reshape, sum } from '../autodiff/ops/index.ts';
import { type Primitive, primitive, type Value } from '../autodiff/primitive.ts';
import { FoldwiseError } from '../errors.ts';
import { sequential } from '../nn/combine/sequential.ts';
import { withFactors } from '../nn/combine/with-factors.ts';
import type { Layer } from '../nn/layer.ts';
import { relu, tanh } from '../nn/layers/activation.ts';
import { batchNorm } from '../nn/layers/batch-norm.ts';
import { dense } from '../nn/layers/dense.ts';
import { dropout as dropoutLayer } from '../nn/layers/dropout.ts';
import { flatten } from '../nn/layers/flatten.ts';
import { crossEntropy } from '../nn/losses/cross-entropy.ts';
import { squaredError } from '../nn/losses/squared-error.ts';
import { adam, sgd } from '../optim/optimizers.ts';
import { linear } from '../optim/schedules.ts';
import type { Rule } from '../optim/rule.ts';
import { type RandomKey, uniformAt } from '../random/random-key.ts';
import { rng } from '../random/rng.ts';
import { fromData, ones, tensor } from '../tensor/make.ts';
import type { Tensor, Tree } from '../tensor/tensor.ts';
import { leavesOf } from '../tensor/tree.ts';
import type { Executor, TrainingData } from '../executor/executor.ts';
import { referenceExecutor } from '../executor/reference-executor.ts';
import { predict } from '../train/predict.ts';
import { train } from '../train/train.ts';
import { Arena } from './arena.ts';
import { executorFor } from './compiled-executor.ts';
import { CompiledTrainer } from './compiled-trainer.ts';
import { profileStep } from './profile.ts';
import { type Case, codes, distanceOf, normals, passOf, trainedBy } from './testing/both.ts';
import { computeBy } from './testing/compute.ts';
import { loadTier } from './tier.ts';

const compiled = executorFor({ tier: 'relaxed' });

const data: TrainingData = { features: normals('x', [50, 3]), target: normals('y', [50]) };
const network = sequential(dense({ units: 9 }), batchNorm(), relu(), dropoutLayer(0.2), dense({ units: 1 }));
const base: Case = {
  network,
  loss: squaredError(),
  optimizer: adam({ learningRate: linear({ start: 0.01 }) }),
  data,
  batchSize: 8,
};

const numbersOf = (tree: Tree): readonly number[] => leavesOf(tree).flatMap(({ leaf }) => [...leaf.data]);

function start(executor: Executor, one: Case = base) {
  const weights = one.network.init(one.data.features.shape.slice(1), rng('weights')) as Tree;
  return executor.trainer({ ...one, totalSteps: 100 }, weights);
}

describe('bits', () => {
  it('are the same again', () => {
    expect(trainedBy(compiled, base)).toEqual(trainedBy(compiled, base));
  });

  it('do not depend on what batches are cut into calls by', () => {
    const [whole, cut] = [start(compiled), start(compiled)];
    const pass = passOf(data, 8);
    const losses = whole.steps(pass, 0, 7);
    const one = Array.from({ length: 7 }, (_, i) => [...cut.steps(pass, i, i + 1)]).flat();
    expect(one).toEqual([...losses]);
    expect(numbersOf(cut.weights())).toEqual(numbersOf(whole.weights()));
  });

  it('are the same for a row whatever rows are predicted with it', () => {
    const wide = sequential(dense({ units: 40 }), tanh(), dense({ units: 3 }));
    const weights = wide.init([3], rng(1)) as Tree;
    const all = predict(wide, weights, data.features, { executor: compiled });
    const few = predict(wide, weights, data.features, { executor: compiled, batchSize: 7 });
    expect(few.data).toEqual(all.data);
  });

  it('are handed out by weights() as they were then', () => {
    const trainer = start(compiled);
    const before = trainer.weights();
    const numbers = numbersOf(before);
    trainer.steps(passOf(data, 8), 0, 3);
    expect(numbersOf(before)).toEqual(numbers);
    expect(numbersOf(trainer.weights())).not.toEqual(numbers);
  });
});

describe('dropout', () => {
  it('drops the numbers that the reference drops', () => {
    // Each weight is drawn down by how often its column was kept.
    const dropping: Layer<Tensor> = {
      spec: { kind: 'drop' },
      outputShape: (shape) => shape,
      init: () => ones([37]),
      apply: (weight, x, { random }) =>
        dropout(multiply(add(multiply(x, 0), 1), weight), { rate: 0.3, key: random }),
    };
    const one: Case = {
      network: dropping,
      loss: { spec: { kind: 'sum' }, apply: (prediction) => sum(prediction) },
      optimizer: sgd({ learningRate: 0.7 }),
      data: { features: normals('x', [29, 37]), target: normals('y', [29]) },
      batchSize: 29,
    };
    const [wanted, got] = [referenceExecutor, compiled].map((by) =>
      numbersOf(trainedBy(by, one).weights).map((weight) => Math.round(1 - weight)),
    );
    expect(got).toEqual(wanted);
    expect(new Set(wanted).size).toBeGreaterThan(5);
  });
});

describe('numbers out of bounds', () => {
  const explosive: Case = { ...base, network: dense({ units: 1 }), optimizer: sgd({ learningRate: 1e18 }) };

  it('end the steps where they end those of the reference', () => {
    const count = (by: Executor): number => start(by, explosive).steps(passOf(data, 8), 0, 7).length;
    const losses = start(compiled, explosive).steps(passOf(data, 8), 0, 7);
    expect(losses.length).toBeLessThan(7);
    expect(losses.at(-1)).not.toSatisfy(Number.isFinite);
    // Float32 overflows before float64 does.
    expect(losses.length).toBeLessThanOrEqual(count(referenceExecutor));
  });

  it('leave weights and statistics as they were before the step', () => {
    const features = fromData(data.features.data.slice(), data.features.shape);
    features.data[0] = NaN;
    const broken = { ...data, features };
    const trainer = start(compiled);
    const before = numbersOf(trainer.weights());
    const pass = { ...passOf(broken, 50), order: Uint32Array.from({ length: 50 }, (_, i) => i) };
    expect([...trainer.steps(pass, 0, 1)]).toEqual([NaN]);
    expect(numbersOf(trainer.weights())).toEqual(before);
  });

  it('are a state of the training', async () => {
    const result = await train({ ...explosive, epochs: 5, rng: rng(1), executor: compiled });
    expect(result.state).toBe('diverged');
    expect(numbersOf(result.weights).every(Number.isFinite)).toBe(true);
  });
});

describe('codes', () => {
  const table: Layer<Tensor> = {
    spec: { kind: 'table' },
    outputShape: (shape) => [...shape, 2],
    init: () => normals('table', [5, 2]),
    apply: (rows, x) => gather(rows, x),
  };
  const coded: Case = {
    ...base,
    network: sequential(table, flatten(), dense({ units: 2 })),
    loss: crossEntropy(),
    data: { features: codes('x', [20, 1], 5), target: codes('y', [20], 2) },
  };

  it.each([5, -1, 0.5, 1e20])('%f of five levels is refused, and no weight moves', (code) => {
    const features = fromData(coded.data.features.data.slice(), [20, 1]);
    features.data[3] = code;
    const trainer = start(compiled, { ...coded, data: { ...coded.data, features } });
    const before = numbersOf(trainer.weights());
    const pass = passOf({ ...coded.data, features }, 20);
    expect(() => trainer.steps(pass, 0, 1)).toThrow(
      new RegExp(
        `^batch 1 > row 3 > sequential\\[0\\] > gather: expected whole codes from 0 to 4, got ${code} — `,
      ),
    );
    expect(numbersOf(trainer.weights())).toEqual(before);
  });

  it('of a class that does not exist are refused', () => {
    const target = fromData(coded.data.target.data.slice(), [20]);
    target.data[7] = 2;
    const trainer = start(compiled, { ...coded, data: { ...coded.data, target } });
    const pass = passOf({ ...coded.data, target }, 5);
    const batch = Math.floor(pass.order.indexOf(7) / 5) + 1;
    expect(batch).toBeGreaterThan(1);
    expect(() => trainer.steps(pass, 0, 4)).toThrow(
      `batch ${batch} > row 7 > crossEntropy > oneHot: expected whole codes from 0 to 1, got 2 — `,
    );
  });

  it('are refused in a prediction too, and the next one is right', () => {
    const weights = coded.network.init([1], rng(1)) as Tree;
    const apply = compiled.predictor(coded.network, weights);
    expect(() => apply(tensor([[9]]))).toThrow(
      'sequential[0] > table: expected whole codes from 0 to 4, got 9',
    );
    const wanted = referenceExecutor.predictor(coded.network, weights)(tensor([[4]]));
    apply(tensor([[4]])).data.forEach((x, i) => expect(x).toBeCloseTo(wanted.data[i]!, 6));
  });
});

describe('rules', () => {
  it('may remember weights and exchange slots', () => {
    const exchanging: Rule = {
      spec: { kind: 'exchanging' },
      init: (weights) => weights.map(({ shape }) => ({ a: ones(shape), b: ones(shape), last: ones(shape) })),
      update: (updates, slots, weights) => ({
        updates: updates.map((update, i) =>
          multiply(add(update, multiply(slots[i]!['a']!, slots[i]!['last']!)), -0.01),
        ),
        slots: updates.map((update, i) => ({
          a: slots[i]!['b']!,
          b: add(slots[i]!['a']!, update),
          last: weights[i]!,
        })),
      }),
    };
    const one = { ...base, network: sequential(dense({ units: 5 }), tanh(), dense({ units: 1 })) };
    const { losses, weights } = distanceOf(compiled, { ...one, optimizer: exchanging, epochs: 2 });
    expect(losses).toBeLessThan(4e-6);
    expect(weights).toBeLessThan(4e-6);
  });

  it('heed the factors of weights, which stay with them', () => {
    const slow = withFactors(dense({ units: 5 }), { learningRate: 0.1 });
    const one = { ...base, network: sequential(slow, tanh(), dense({ units: 1 })) };
    expect(distanceOf(compiled, one).weights).toBeLessThan(4e-5);
    const factors = leavesOf(trainedBy(compiled, one).weights).map(({ leaf }) => leaf.factors);
    expect(factors).toEqual(
      leavesOf(trainedBy(referenceExecutor, one).weights).map(({ leaf }) => leaf.factors),
    );
  });
});

describe('memory', () => {
  it('does not grow after the first pass', () => {
    const weights = network.init([3], rng('weights'));
    const trainer = new CompiledTrainer(loadTier('plain')!, { ...base, totalSteps: 3500 }, weights);
    trainer.steps(passOf(data, 8), 0, 7);
    const { used, size } = trainer.memory;
    for (let epoch = 1; epoch < 500; epoch++) trainer.steps(passOf(data, 8, 7 * epoch), 0, 7);
    expect(trainer.memory).toEqual({ used, size });
  });

  it('is used again for other rows', () => {
    const weights = network.init([3], rng('weights'));
    const trainer = new CompiledTrainer(loadTier('plain')!, { ...base, totalSteps: 3500 }, weights);
    const rows = (count: number): TrainingData => ({
      features: normals(`x ${count}`, [count, 3]),
      target: normals('y', [count]),
    });
    const trainOnAll = (): void => {
      for (let i = 0; i < 50; i++) trainer.steps(passOf(rows(40 + i), 8), 0, 5);
    };
    trainOnAll();
    const { used, size } = trainer.memory;
    trainOnAll();
    expect(trainer.memory).toEqual({ used, size });
  });

  it('that is not to be had is an error that says what to do', () => {
    const arena = new Arena(new WebAssembly.Memory({ initial: 1, maximum: 2 }), 0);
    expect(() => arena.keep('the features', 1e6)).toThrow(
      'compiled executor: expected room for 1 MiB of the features beside the 0 MiB in use, got no more memory — use a smaller batch size',
    );
    // What was there is still there.
    expect(arena.take(100, 'the features')).toBe(0);
  });
});

describe('ops without a kernel', () => {
  const shifted = unaryOp({ name: 'shiftedByOne', rule: (x) => x + 1, backward: (gradient) => gradient });
  const layerOf = (op: (x: Value, random: RandomKey) => Value): Layer => ({
    spec: { kind: 'op' },
    outputShape: (shape) => shape,
    init: () => [],
    apply: (_, x, { random }) => op(x, random),
  });
  const around = (op: (x: Value, random: RandomKey) => Value): Case => ({
    ...base,
    network: sequential(dense({ units: 3 }), layerOf(op), dense({ units: 1 })),
  });
  /** An op with rules of its own. */
  const withRules = (rules: Partial<Primitive<null>>) =>
    primitive<null>({
      name: 'odd',
      shape: ([x]) => x!,
      forward: ([x]) => x!,
      backward: (gradient) => [() => gradient],
      ...rules,
    });

  it('are called back in the midst of the compiled rest, and are named once', () => {
    const notes: string[] = [];
    const executor = executorFor({ note: (message) => notes.push(message) });
    const { losses, weights, prediction } = distanceOf(
      executor,
      around((x) => shifted(shifted(x))),
    );
    expect(Math.max(losses, weights, prediction)).toBeLessThan(4e-5);
    // Not the reference executor, which computes in float64.
    expect(Math.max(losses, weights, prediction)).toBeGreaterThan(0);
    expect(notes).toEqual(['no kernel for shiftedByOne: it is computed in JavaScript, slower']);
  });

  it('show in a profile', () => {
    const one = around((x) => shifted(x));
    const weights = one.network.init([3], rng('weights')) as Tree;
    const kernels = profileStep({ ...one, totalSteps: 9 }, weights, passOf(data, 8), { tier: 'relaxed' });
    expect(kernels.map(({ kernel, makes }) => `${kernel} ${makes}`)).toContain('host shiftedByOne [8, 3]');
  });

  it('are told apart from kernels by more than their name', () => {
    const impostor = unaryOp({ name: 'negate', rule: (x) => x * 3 });
    expect([...computeBy(compiled, (x) => impostor(x), [tensor([1, 2])]).data]).toEqual([3, 6]);
  });

  it('read and write any shape, several inputs, and what was reshaped on the way', () => {
    const outer = primitive<null>({
      name: 'outer',
      shape: ([a, b]) => [...a!, ...b!],
      forward: ([a, b]) => ({
        shape: [...a!.shape, ...b!.shape],
        data: Float64Array.from({ length: a!.data.length * b!.data.length }, (_, i) =>
          Math.fround(a!.data[Math.floor(i / b!.data.length)]! * b!.data[i % b!.data.length]!),
        ),
      }),
      backward: () => [undefined, undefined],
    });
    const f = (...[a, b]: readonly Value[]): Value =>
      negate(reshape(outer(null, reshape(a!, [2, 3]), negate(b!)), [6, 17]));
    const inputs = [normals('a', [6]), normals('b', [17])];
    const [wanted, got] = [referenceExecutor, compiled].map((by) => computeBy(by, f, inputs));
    expect(got).toEqual(wanted);
  });

  it('end a training with their own errors', () => {
    const refusing = withRules({
      forward: () => {
        throw new FoldwiseError('expected rows in order, got others', { code: 'input', where: 'refusing' });
      },
    });
    const trainer = start(
      compiled,
      around((x) => refusing(null, x)),
    );
    const before = numbersOf(trainer.weights());
    expect(() => trainer.steps(passOf(data, 8), 0, 3)).toThrow(
      'batch 1 > sequential[1] > refusing: expected rows in order, got others',
    );
    expect(numbersOf(trainer.weights())).toEqual(before);
  });

  it('that make another shape than their rule tells are refused', () => {
    const short = withRules({ forward: () => tensor([1, 2]) });
    expect(() => computeBy(compiled, (x) => short(null, x), [tensor([1, 2, 3])])).toThrow(
      'odd: expected [3] of the forward rule, as the shape rule tells, got [2] and 2 numbers — mend one of the two rules',
    );
  });

  it('are not taken for elementwise by an expression that does not fit their shape', () => {
    const halved = withRules({ shape: () => [2], vector: (_, [x]) => x! });
    expect(() => computeBy(compiled, (x) => halved(null, x), [tensor([[1, 2]])])).toThrow(
      'odd: expected inputs that can be repeated to the result, [2], got [1, 2] — an op that is not elementwise',
    );
  });

  it('draw the numbers of the step by the key they are handed', () => {
    const noise = primitive<{ readonly key: RandomKey }>({
      name: 'noise',
      shape: ([x]) => x!,
      forward: ([x], { key }) => ({
        shape: x!.shape,
        data: x!.data.map((one, i) => one + uniformAt(key, i)),
      }),
      backward: (gradient) => [() => gradient],
    });
    const { losses, weights } = distanceOf(
      compiled,
      around((x, key) => noise({ key }, x)),
    );
    expect(Math.max(losses, weights)).toBeLessThan(4e-5);
  });

  it('do not include random numbers drawn outside of ops, which leave the whole to the reference', () => {
    const notes: string[] = [];
    const executor = executorFor({ note: (message) => notes.push(message) });
    const noisy: Layer = {
      ...layerOf((x) => x),
      apply: (_, x, { random, training }) => add(x, training ? uniformAt(random, 3) : 0),
    };
    const one = { ...base, network: sequential(dense({ units: 3 }), noisy, dense({ units: 1 })) };
    expect(trainedBy(executor, one)).toEqual(trainedBy(referenceExecutor, one));
    expect(notes).toEqual([
      'random numbers drawn outside of dropout: the reference executor computes all, slower',
    ]);
  });
});
