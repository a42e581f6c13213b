/** Rows a second of CPU that onnxruntime-node predicts, one thread: onnxruntime.ts ROWS. */

import { executorFor, exportOnnx, tensor } from '@foldwise/core';
import { answerRounds, requirePeer } from '../../node.ts';
import { features, network, SIZES, weights } from './model.ts';

/** The part of onnxruntime that is used here. */
interface Ort {
  readonly Tensor: new (type: 'float32', data: Float32Array, shape: readonly number[]) => unknown;
  readonly InferenceSession: {
    create(
      file: Uint8Array,
      options: Readonly<Record<string, unknown>>,
    ): Promise<{
      run(feeds: { readonly input: unknown }): Promise<{ readonly output: { readonly data: Float32Array } }>;
    }>;
  };
}

const rows = Number(process.argv[2]);
const ort = requirePeer('onnxruntime-node') as Ort;
const session = await ort.InferenceSession.create(
  exportOnnx(network, weights, [SIZES[0]!], { dtype: 'F32' }),
  {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
  },
);
const data = features(rows);
const input = new ort.Tensor('float32', Float32Array.from(data), [rows, SIZES[0]!]);

const { output } = await session.run({ input });
const ours = executorFor({ tier: 'plain' }).predictor(network, weights)(tensor(data, [rows, SIZES[0]!]));
const furthest = Math.max(...ours.data.map((number, i) => Math.abs(number - output.data[i]!)));
if (!(furthest < 1e-4)) throw new Error(`expected the same predictions, they are up to ${furthest} apart`);

/** Predictions a second of CPU, all threads of this process. */
async function rate(seconds: number): Promise<number> {
  const before = process.cpuUsage();
  for (let times = 1; ; times++) {
    await session.run({ input });
    const { user, system } = process.cpuUsage(before);
    if (user + system >= seconds * 1e6) return times / ((user + system) / 1e6);
  }
}

await answerRounds(async () => (await rate(0.2)) * rows);
