import { describe, expect, it } from 'vitest';
import { compiledExecutor } from '../compiled/compiled-executor.ts';
import type { Executor } from '../executor/executor.ts';
import { referenceExecutor } from '../executor/reference-executor.ts';
import { sequential } from '../nn/combine/sequential.ts';
import { relu } from '../nn/layers/activation.ts';
import { batchNorm } from '../nn/layers/batch-norm.ts';
import { dense } from '../nn/layers/dense.ts';
import { dropout } from '../nn/layers/dropout.ts';
import { embedding } from '../nn/layers/embedding.ts';
import { flatten } from '../nn/layers/flatten.ts';
import { crossEntropy } from '../nn/losses/cross-entropy.ts';
import { squaredError } from '../nn/losses/squared-error.ts';
import { momentum, sgd } from '../optim/optimizers.ts';
import { rng } from '../random/rng.ts';
import { full, tensor, zeros } from '../tensor/make.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { leavesOf } from '../tensor/tree.ts';
import { predict } from './predict.ts';
import { train } from './train.ts';
import type { TrainOptions } from './train.ts';

const random = rng('edges');
const normals = (...shape: number[]): Tensor =>
  tensor(
    Array.from({ length: shape.reduce((size, length) => size * length, 1) }, () => random.normal()),
    shape,
  );

const base: TrainOptions = {
  network: sequential(
    dense({ units: 5, bias: false }),
    batchNorm(),
    relu(),
    dropout(0.1),
    dense({ units: 1 }),
  ),
  loss: squaredError(),
  optimizer: momentum({ learningRate: 0.02 }),
  data: { features: normals(13, 3), target: normals(13) },
  rng: rng(1),
  epochs: 3,
  batchSize: 4,
};
const classes = sequential(dense({ units: 4 }), relu(), dense({ units: 2 }));

/** What is at the edge of what can be trained. */
const edges: readonly (readonly [string, Partial<TrainOptions>])[] = [
  ['batches of size 1', { batchSize: 1 }],
  ['an odd last batch of one row', { batchSize: 4 }],
  ['one feature', { data: { features: normals(13, 1), target: normals(13) } }],
  ['one row', { data: { features: normals(1, 3), target: normals(1) } }],
  [
    'rows of one class alone',
    { network: classes, loss: crossEntropy(), data: { features: normals(13, 3), target: zeros([13]) } },
  ],
  [
    'one row of one feature, of one class',
    { network: classes, loss: crossEntropy(), data: { features: normals(1, 1), target: zeros([1]) } },
  ],
];

it.each(edges)('%s: trains and predicts as the reference does', async (_, edge) => {
  const options = { ...base, ...edge };
  const wanted = await train({ ...options, executor: referenceExecutor });
  const got = await train({ ...options, executor: compiledExecutor });
  expect(wanted.state).toBe('finished');
  expect(got.state).toBe('finished');
  got.history.forEach(({ loss }, i) => expect(loss).toBeCloseTo(wanted.history[i]!.loss, 4));
  const leaves = leavesOf(got.weights);
  leavesOf(wanted.weights).forEach(({ leaf }, i) =>
    leaf.data.forEach((weight, k) => expect(leaves[i]!.leaf.data[k]).toBeCloseTo(weight, 4)),
  );
  for (const batchSize of [1, 5, 1024]) {
    const { network, data } = options;
    const by = (executor: Executor) =>
      predict(network, wanted.weights, data.features, { executor, batchSize });
    const outputs = by(compiledExecutor);
    expect(outputs.shape).toEqual(by(referenceExecutor).shape);
    by(referenceExecutor).data.forEach((output, i) => expect(outputs.data[i]).toBeCloseTo(output, 5));
  }
});

describe.each([
  ['reference', referenceExecutor],
  ['compiled', compiledExecutor],
] as const)('what cannot be computed, %s', (_, executor) => {
  const refusal = (options: Partial<TrainOptions>) =>
    train({ ...base, executor, ...options }).then(
      ({ state }) => state,
      (error: Error) => error.message,
    );
  const coded = {
    network: sequential(
      dropout(0),
      embedding({ levels: [3, 4], dimension: 2 }),
      flatten(),
      dense({ units: 2 }),
    ),
    loss: crossEntropy(),
    data: { features: zeros([13, 2]), target: zeros([13]) },
  };
  const withNumber = (of: Tensor, at: number, number: number): Tensor => {
    const data = of.data.slice();
    data[at] = number;
    return { shape: of.shape, data };
  };

  it('is a code that an embedding does not have: epoch, batch, row and layer are named', async () => {
    const data = { ...coded.data, features: withNumber(coded.data.features, 15, 4) };
    expect(await refusal({ ...coded, data })).toMatch(
      /^epoch 1 > batch [1-4] > row 7 > sequential\[1\] > embedding: expected integer codes below 4 in column 1, .* got 4 — raise levels to at least 5$/,
    );
  });

  it('is a class that the outputs do not have', async () => {
    const data = { ...coded.data, target: withNumber(coded.data.target, 9, 2) };
    expect(await refusal({ ...coded, data })).toMatch(
      /^epoch 1 > batch [1-4] > row 9 > crossEntropy > oneHot: expected whole codes from 0 to 1, got 2 — check/,
    );
  });

  it('is a rate of dropout that a schedule lets grow too large', async () => {
    const growing = { spec: { kind: 'growing' }, at: (step: number) => step / 5 };
    const network = sequential(dense({ units: 3 }), dropout(growing), dense({ units: 1 }));
    expect(await refusal({ network })).toBe(
      'epoch 2 > batch 2 > sequential[1] > dropout: expected a rate from 0 up to but without 1, got 1 — pass a share such as 0.5',
    );
  });

  it('is said in a prediction with the row', () => {
    const { network } = coded;
    const weights = network.init([2], rng(1));
    const features = withNumber(zeros([9, 2]), 11, 0.5);
    expect(() => predict(network, weights, features, { executor, batchSize: 3 })).toThrow(
      'row 5 > sequential[1] > embedding: expected integer codes below 4 in column 1, or negative ones for the unknown, got 0.5',
    );
  });

  it('is a layer that no memory holds', async () => {
    const network = sequential(dense({ units: 2 ** 20 }), dense({ units: 2 ** 23 }));
    const message =
      /^sequential\[1\]: expected room for the numbers of a tensor, got 8796093022208 of them in shape \[1048576, 8388608\] — make the layer narrower/;
    expect(await refusal({ network })).toMatch(message);
    expect(await refusal({ network: dense({ units: 2 ** 45 }) })).toMatch(
      /^dense: expected room for the numbers of a tensor, got 105553116266496/,
    );
  });

  it('does not keep a signal waiting for longer than a batch', async () => {
    const controller = new AbortController();
    let begun = 0;
    const counting: Executor = {
      ...executor,
      trainer(program, weights) {
        const trainer = executor.trainer(program, weights);
        return {
          weights: () => trainer.weights(),
          steps(pass, from, to) {
            // Slow enough that a slice is a batch.
            const until = performance.now() + 20 * (to - from);
            while (performance.now() < until);
            begun += to - from;
            if (begun === 3) controller.abort();
            return trainer.steps(pass, from, to);
          },
        };
      },
    };
    const { state, history } = await train({
      ...base,
      batchSize: 1,
      executor: counting,
      signal: controller.signal,
    });
    expect({ state, history, begun }).toEqual({ state: 'aborted', history: [], begun: 3 });
  });

  it('does not keep a signal waiting for the end of a validation', async () => {
    const controller = new AbortController();
    let batches = 0;
    const counting: Executor = {
      ...executor,
      predictor(network, weights) {
        const apply = executor.predictor(network, weights);
        return (features) => {
          batches += 1;
          controller.abort();
          return apply(features);
        };
      },
    };
    const validation = { features: full([5000, 3], 1), goal: 'minimize' as const, score: () => 1 };
    const options = { ...base, executor: counting, validation, signal: controller.signal };
    expect(await train(options)).toMatchObject({ state: 'aborted', bestEpoch: 0 });
    expect(batches).toBe(1);
  });
});

it('a batch whose intermediate results no memory holds names the layer', async () => {
  const network = sequential(dense({ units: 2 ** 21, bias: false }), relu(), dense({ units: 1 }));
  const data = { features: full([1024, 1], 1), target: zeros([1024]) };
  const training = train({ ...base, network, data, optimizer: sgd({ learningRate: 0.1 }), batchSize: 1024 });
  await expect(training).rejects.toThrow(
    /^epoch 1 > compiled executor: expected room for \d+ MiB of intermediate results, the largest .* \[1024, 2097152\] in sequential\[[01]\] > (dense|activation|relu), beside the \d+ MiB in use, got no more memory — use a smaller batch size/,
  );
});
