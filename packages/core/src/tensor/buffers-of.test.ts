import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { buffersOf } from './buffers-of.ts';
import { tensor } from './make.ts';

test('a tree is handed over, its shared numbers and those of two leaves too', () => {
  const numbers = Float64Array.of(1, 2, 3, 4);
  const shared = new Float64Array(new SharedArrayBuffer(16));
  const tree = {
    both: [
      { shape: [2], data: numbers.subarray(0, 2) },
      { shape: [2], data: numbers.subarray(2) },
    ],
    mean: { shape: [2], data: shared, role: 'statistic' as const },
  };
  expect(buffersOf(tree)).toEqual([numbers.buffer]);
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(tree, buffersOf(tree));
  const { message } = receiveMessageOnPort(port2)! as { readonly message: typeof tree };
  expect(numbers).toHaveLength(0);
  expect(message.both).toEqual([tensor([1, 2]), tensor([3, 4])]);
  shared[1] = 5;
  expect([...message.mean.data]).toEqual([0, 5]);
  port1.close();
});
