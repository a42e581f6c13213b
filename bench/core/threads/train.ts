// A thread of memory.ts.
import { parentPort, workerData } from 'node:worker_threads';
import { adam, dense, executorFor, relu, rng, sequential, squaredError } from '@foldwise/core';
import type { Pass, TrainingData } from '@foldwise/core';

const { data, seed } = workerData as { readonly data: TrainingData; readonly seed: number };
const [count, width] = data.features.shape as readonly [number, number];
const batchSize = 256;
const steps = Math.floor(count / batchSize);
const network = sequential(dense({ units: 64 }), relu(), dense({ units: 1 }));
const program = { network, loss: squaredError(), optimizer: adam(), totalSteps: steps };
const random = rng(seed);
const trainer = executorFor().trainer(program, network.init([width], random.split('weights')));
const pass: Pass = {
  data,
  order: random.permutation(count),
  batchSize,
  seeds: new Uint32Array(steps),
  firstStep: 0,
};
trainer.steps(pass, 0, steps);
parentPort!.postMessage('trained');
// Holds on to the memory for as long as the process measures it.
parentPort!.on('message', () => trainer.weights());
