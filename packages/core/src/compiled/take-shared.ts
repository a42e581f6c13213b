import type { Kernels } from './kernels.ts';
import { type Bytes, code, imported, moduleOf } from './vector/encoder.ts';
import { PAIR } from '../autodiff/lowering/layout.ts';

/** Where a value lies among the locals of a function: its parameter, then its own. */
const [AT, TO, ORDER, LEFT, FROM, END] = [0, 1, 2, 3, 4, 5] as const;
/** The memory of the tensor: the machine's own is 0. */
const SHARED = 1;

const sequence = (...parts: readonly (readonly number[])[]): Bytes => parts.flat();
const word = (index: number): Bytes => sequence(code.get(AT), code.loadWhole(index * 4));
const set = (local: number, value: Bytes): Bytes => sequence(value, code.set(local));
const advance = (local: number, by: number): Bytes =>
  set(local, sequence(code.get(local), code.whole(by), code.add));

/** Runs `one` for each row of the batch, with FROM where it begins. Words after the number of the function: rows, bytes of one, to. */
function eachRow(one: Bytes): Bytes {
  return sequence(
    set(LEFT, word(2)),
    set(TO, word(4)),
    set(ORDER, code.global(0)),
    code.loop,
    set(FROM, sequence(code.get(ORDER), code.loadWhole(0), word(3), code.multiply)),
    one,
    advance(ORDER, 4),
    sequence(code.get(LEFT), code.whole(1), code.subtract, code.tee(LEFT), code.branchIf(0)),
    code.end,
  );
}

const movePair = [0, 16].flatMap((half) =>
  sequence(code.get(TO), code.get(FROM), code.loadOf(SHARED, half), code.store(half)),
);

const shortRow: Bytes = sequence(
  set(END, sequence(code.get(FROM), word(3), code.add)),
  code.loop,
  movePair,
  advance(TO, PAIR),
  advance(FROM, PAIR),
  sequence(code.get(FROM), code.get(END), code.lessUnsigned, code.branchIf(0)),
  code.end,
);

const longRow: Bytes = sequence(
  sequence(code.get(TO), code.get(FROM), word(3), code.copyOf(SHARED)),
  set(TO, sequence(code.get(TO), word(3), code.add)),
);

const oneNumber: Bytes = sequence(
  sequence(code.get(TO), code.get(FROM), code.loadNumberOf(SHARED, 0), code.storeNumber(0)),
  advance(TO, 4),
);

let compiled: WebAssembly.Module | undefined | 'missing';

/** The functions that take a batch from another memory; undefined where the engine knows one memory a module. */
function takers(): WebAssembly.Module | undefined {
  if (compiled === undefined) {
    const functions = [shortRow, longRow, oneNumber].map((one) => ({
      wholeLocals: 5,
      vectorLocals: 0,
      code: eachRow(one),
    }));
    const imports = [imported.sharedMemory('shared'), imported.whole('rowsOfBatch')];
    try {
      compiled = new WebAssembly.Module(moduleOf(functions, imports));
    } catch {
      compiled = 'missing';
    }
  }
  return compiled === 'missing' ? undefined : compiled;
}

/** Whether kernels can read rows that lie in a memory of their own, which threads share. */
export function readsShared(): boolean {
  return takers() !== undefined;
}

/** What takes the rows of a batch out of a shared memory. */
export interface Takers<F> {
  /** Rows of whole vector pairs. */
  readonly short: F;
  /** The same; faster where rows are long, slower where they are not. */
  readonly long: F;
  /** One number of each row. */
  readonly numbers: F;
}

/** Functions for `Kernel.vector` that take a batch from a shared memory; undefined where the engine has no such thing. */
export function takersOf(
  kernels: Kernels,
  shared: WebAssembly.Memory,
): Takers<WebAssembly.ExportValue> | undefined {
  const module = takers();
  if (module === undefined) return undefined;
  const { memory, rowsOfBatch } = kernels;
  const { exports } = new WebAssembly.Instance(module, { env: { memory, shared, rowsOfBatch } });
  return { short: exports['f0']!, long: exports['f1']!, numbers: exports['f2']! };
}
