// What a test starts in other engines: trains networks on the tier that is named and prints which tier that was, and hashes of all bits.
import { createHash } from 'node:crypto';
import {
  adam,
  adamW,
  batchNorm,
  cosine,
  conv2d,
  columns,
  crossEntropy,
  dense,
  dropout,
  embedding,
  encodeWeights,
  executorFor,
  flatten,
  fromData,
  gelu,
  type Layer,
  type Loss,
  maxPool2d,
  mish,
  momentum,
  oneCycle,
  type Optimizer,
  parallel,
  pbldEmbedding,
  predict,
  relu,
  reshapeTo,
  rng,
  sequential,
  type Shape,
  shareTensor,
  silu,
  sizeOf,
  softplus,
  squaredError,
  tanh,
  type Tensor,
  type Tier,
  train,
} from '@foldwise/core';

/** A network and what it is trained on. */
interface Training {
  readonly network: Layer;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly features: Tensor;
  readonly target: Tensor;
  readonly epochs: number;
}

function drawn(label: string, shape: Shape, draw: (uniform: number, normal: number) => number): Tensor {
  const random = rng(label);
  return fromData(
    Float64Array.from({ length: sizeOf(shape) }, () => draw(random.uniform(), random.normal())),
    shape,
  );
}

const numbers = (label: string, shape: Shape): Tensor => drawn(label, shape, (_, normal) => normal);
const codes = (label: string, shape: Shape, count: number): Tensor =>
  drawn(label, shape, (uniform) => Math.floor(uniform * count));

const trainings: Readonly<Record<string, Training>> = {
  mlp: {
    network: sequential(
      dense({ units: 70 }),
      gelu(),
      dropout(0.3),
      dense({ units: 33 }),
      tanh(),
      dropout(0.1),
      dense({ units: 3 }),
    ),
    loss: crossEntropy(),
    optimizer: adam({ learningRate: cosine({ start: 0.02, end: 0.001 }) }),
    features: numbers('mlp', [300, 19]),
    target: codes('mlp', [300], 3),
    epochs: 12,
  },
  leNet: {
    network: sequential(
      reshapeTo([16, 16, 1]),
      conv2d({ filters: 6, kernelSize: 5, padding: 'same' }),
      relu(),
      maxPool2d({ size: 2 }),
      conv2d({ filters: 16, kernelSize: 3 }),
      silu(),
      maxPool2d({ size: 2 }),
      flatten(),
      dense({ units: 30 }),
      relu(),
      dense({ units: 10 }),
    ),
    loss: crossEntropy(),
    optimizer: momentum({ learningRate: 0.02, momentum: 0.9 }),
    features: numbers('images', [90, 256]),
    target: codes('images', [90], 10),
    epochs: 6,
  },
  tabular: {
    network: sequential(
      parallel(
        sequential(columns({ from: 0, to: 5 }), pbldEmbedding(), flatten()),
        sequential(columns({ from: 5 }), embedding({ levels: [7, 7], dimension: 4 }), flatten()),
      ),
      dense({ units: 40 }),
      batchNorm(),
      mish(),
      dropout(0.2),
      dense({ units: 12 }),
      softplus(),
      dense({ units: 1 }),
    ),
    loss: squaredError(),
    optimizer: adamW({ learningRate: oneCycle({ peak: 0.02 }), weightDecay: 0.05 }),
    features: beside(numbers('tabular', [257, 5]), codes('tabular', [257, 2], 7)),
    target: numbers('answer', [257]),
    epochs: 10,
  },
};

function beside(left: Tensor, right: Tensor): Tensor {
  const [rows, a, b] = [left.shape[0]!, left.shape[1]!, right.shape[1]!];
  const row = (i: number): readonly number[] => [
    ...left.data.subarray(i * a, (i + 1) * a),
    ...right.data.subarray(i * b, (i + 1) * b),
  ];
  return fromData(Float64Array.from(Array.from({ length: rows }, (_, i) => row(i)).flat()), [rows, a + b]);
}

const notes: string[] = [];
const executor = executorFor({ tier: process.argv[2] as Tier, note: (message) => notes.push(message) });

async function hashOf({ features, target, ...rest }: Training): Promise<string> {
  const data = { features: shareTensor(features), target };
  const { weights, history } = await train({ ...rest, data, executor, rng: rng('same bits'), batchSize: 32 });
  const prediction = predict(rest.network, weights, features, { executor });
  const losses = Float64Array.from(history, ({ loss }) => loss);
  return createHash('sha256')
    .update(encodeWeights(weights))
    .update(prediction.data)
    .update(losses)
    .digest('hex');
}

const hashes: Record<string, string> = {};
for (const [name, training] of Object.entries(trainings)) hashes[name] = await hashOf(training);
console.log(JSON.stringify({ tier: executor.tier, notes, hashes }));
