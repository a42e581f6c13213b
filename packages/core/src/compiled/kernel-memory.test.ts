import { expect, it } from 'vitest';
import { Arena } from './arena.ts';
import { kernelBytes } from './kernel-memory.ts';
import { instantiate, moduleOf } from './kernels.ts';

it('counts the memories of kernels as they are made and grow', () => {
  // Looked at, so that no memory of an earlier test is collected before this one is over.
  const before = kernelBytes({ collected: true });
  const kernels = instantiate(moduleOf('plain'), false);
  const made = kernels.memory.buffer.byteLength;
  expect(kernelBytes() - before).toBe(made);
  const arena = new Arena(kernels.memory, kernels.heapBase);
  arena.take(10 * 2 ** 20, 'a test');
  expect(kernelBytes() - before).toBe(kernels.memory.buffer.byteLength);
  expect(kernels.memory.buffer.byteLength).toBeGreaterThan(10 * 2 ** 20);
  expect(kernelBytes({ collected: true }) - before).toBe(kernels.memory.buffer.byteLength);
});
