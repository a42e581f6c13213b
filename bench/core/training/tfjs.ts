/** Rows a second of CPU that TensorFlow.js trains an MLP on its WebAssembly backend, one thread: tfjs.ts NET. */

import { dirname, join } from 'node:path';
import { timesPerSecond } from '../../harness.ts';
import { answerRounds, requirePeer, resolvePeer } from '../../node.ts';
import type { Net } from './nets.ts';

/** A tensor of TensorFlow.js. */
interface Num {
  dispose(): void;
}

/** The part of `@tensorflow/tfjs` that is used here. */
interface Tf {
  setBackend(name: string): Promise<boolean>;
  randomUniform(shape: readonly number[], from: number, to: number): Num;
  tensor1d(values: Int32Array, type: 'int32'): Num;
  oneHot(codes: Num, depth: number): Num;
  variable(start: Num): Num;
  tidy<T>(work: () => T): T;
  add(a: Num, b: Num): Num;
  matMul(a: Num, b: Num): Num;
  relu(x: Num): Num;
  sigmoid(x: Num): Num;
  squaredDifference(a: Num, b: Num): Num;
  mean(x: Num): Num;
  gather(x: Num, rows: Num): Num;
  slice(x: Num, from: number, size: number): Num;
  readonly losses: { softmaxCrossEntropy(target: Num, logits: Num): Num };
  readonly train: {
    adam(rate: number): { minimize(loss: () => Num): void };
    sgd(rate: number): { minimize(loss: () => Num): void };
  };
  readonly util: { createShuffledIndices(count: number): Uint32Array };
}

const net = JSON.parse(process.argv[2]!) as Net;
const tf = requirePeer('@tensorflow/tfjs') as Tf;
const wasm = requirePeer('@tensorflow/tfjs-backend-wasm') as {
  setWasmPaths(folder: string): void;
  setThreadsCount(count: number): void;
};
wasm.setWasmPaths(`${join(dirname(resolvePeer('@tensorflow/tfjs-backend-wasm')))}/`);
wasm.setThreadsCount(1);
if (!(await tf.setBackend('wasm')))
  throw new Error('the WebAssembly backend of TensorFlow.js does not start');

const { sizes, rows, batch } = net;
const outputs = sizes.at(-1)!;
const isClasses = net.loss === 'crossEntropy';
const features = tf.randomUniform([rows, sizes[0]!], 0, 1);
const codes = Int32Array.from({ length: rows }, (_, i) => (i * 7919) % outputs);
const target = isClasses
  ? tf.oneHot(tf.tensor1d(codes, 'int32'), outputs)
  : tf.randomUniform([rows, outputs], 0, 1);
const layers = sizes.slice(1).map((units, i) => {
  const bound = Math.sqrt(6 / (sizes[i]! + units));
  return {
    kernel: tf.variable(tf.randomUniform([sizes[i]!, units], -bound, bound)),
    bias: tf.variable(tf.randomUniform([units], 0, 0)),
  };
});
const optimizer = net.optimizer === 'sgd' ? tf.train.sgd(net.learningRate) : tf.train.adam(net.learningRate);

function apply(x: Num): Num {
  return layers.reduce((input, { kernel, bias }, i) => {
    const sum = tf.add(tf.matMul(input, kernel), bias);
    if (i === layers.length - 1 && !net.activatesOutput) return sum;
    return net.activation === 'relu' ? tf.relu(sum) : tf.sigmoid(sum);
  }, x);
}

function trainEpoch(): void {
  const order = tf.tensor1d(Int32Array.from(tf.util.createShuffledIndices(rows)), 'int32');
  for (let at = 0; at < rows; at += batch) {
    tf.tidy(() => {
      const some = tf.slice(order, at, batch);
      const [x, y] = [tf.gather(features, some), tf.gather(target, some)];
      optimizer.minimize(() =>
        isClasses ? tf.losses.softmaxCrossEntropy(y, apply(x)) : tf.mean(tf.squaredDifference(apply(x), y)),
      );
    });
  }
  order.dispose();
}

await answerRounds(() => rows * timesPerSecond(trainEpoch));
