/** Mebibytes of a process whose threads each train a network on the same rows: memory.ts shared|copied THREADS. */

import { Worker } from 'node:worker_threads';
import { rng, shareTensor, type Tensor, tensor } from '@foldwise/core';
import { answerRounds } from '../../node.ts';

/** Fifty megabytes in float64, and half as much as kernels read them. */
const SHAPE = [100_000, 60];

const [how, threads] = process.argv.slice(2);
const random = rng('rows');
const normals = (shape: readonly number[]): Tensor =>
  tensor(
    Float64Array.from({ length: shape.reduce((size, length) => size * length, 1) }, () => random.normal()),
    shape,
  );
const rows = { features: normals(SHAPE), target: normals(SHAPE.slice(0, 1)) };
const data =
  how === 'shared' ? { features: shareTensor(rows.features), target: shareTensor(rows.target) } : rows;

/** Resolves once the thread has trained for an epoch; it goes on holding what it trained with. */
function start(index: number): Promise<void> {
  const worker = new Worker(new URL('train.ts', import.meta.url), { workerData: { data, seed: index } });
  worker.unref();
  return new Promise((resolve, reject) => {
    worker.on('message', () => resolve());
    worker.on('error', reject);
  });
}

for (let index = 0; index < Number(threads); index++) await start(index);
await answerRounds(() => process.memoryUsage().rss / 2 ** 20);
