import type { Tensor } from '../tensor/tensor.ts';
import { PAGE, roomFor } from './arena.ts';
import { layoutOf } from '../autodiff/lowering/layout.ts';
import { writeNumbers } from './resident.ts';
import { readsShared } from './take-shared.ts';

/** A tensor whose numbers lie in shared memory: posted to a thread, it is the same memory there. */
export interface SharedTensor extends Tensor {
  /** The numbers as kernels read them, from address 0; absent where the engine has no such memory. */
  readonly memory?: WebAssembly.Memory;
}

/** A shared memory of at least so many bytes; undefined where there is none, or none so large. */
function sharedMemory(bytes: number): WebAssembly.Memory | undefined {
  if (!readsShared()) return undefined;
  const pages = Math.ceil(bytes / PAGE);
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  } catch {
    return undefined;
  }
}

/**
 * The same tensor in shared memory, for the rows that several trainings read at the same time: in one thread or, posted to others, in
 * many, they lie once.
 *
 * The numbers are kept twice: in float64 for whoever computes in JavaScript, and as the compiled executor's kernels read them. A training
 * whose `data` has such tensors takes its batches from where they lie, to the same bits as from a copy. Where the engine lacks
 * WebAssembly with several memories, or room for one more, the rows are copied as those of any tensor are.
 *
 * @example
 * const data = { features: shareTensor(tensor([[1], [2], [3]])), target: tensor([2, 4, 6]) };
 * port.postMessage(data); // in the other thread: train({ data, network, loss, optimizer, epochs, rng })
 */
export function shareTensor({ shape, data, ...marks }: Tensor): SharedTensor {
  const shared = new Float64Array(new SharedArrayBuffer(data.byteLength));
  shared.set(data);
  const { bytes } = layoutOf(shape);
  const memory = sharedMemory(roomFor(bytes));
  if (memory === undefined) return Object.freeze({ ...marks, shape, data: shared });
  writeNumbers(new Float32Array(memory.buffer), shape, shared);
  return Object.freeze({ ...marks, shape, data: shared, memory });
}

/** Where the kernels' form of a tensor lies, if it is a shared one. */
export function memoryOf(tensor: Tensor): WebAssembly.Memory | undefined {
  const memory: unknown = 'memory' in tensor ? tensor.memory : undefined;
  return memory instanceof WebAssembly.Memory ? memory : undefined;
}
