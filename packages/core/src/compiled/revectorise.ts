import { layoutOf } from '../autodiff/lowering/layout.ts';
import { Arena } from './arena.ts';
import type { Instruction } from './instruction.ts';
import { instantiate, type Kernels } from './kernels.ts';
import { resident } from './resident.ts';
import { writeProgram } from './write-program.ts';

/** Rows, inner length and columns of the product that is tried: a few microseconds of work. */
const SHAPE = { rows: 40, inner: 64, columns: 64 } as const;
/** Products of one measurement, and how many measurements there are at most: some 50 ms in all. */
const PRODUCTS = 200;
const ROUNDS = 24;
/** How much faster the wide tiles must be. Where pairs are not joined they do not fit the registers and are slower. */
const FASTER = 1.15;

/** Turns joining of vector operations on or off for what the engine compiles from now on; `false` where there is no such switch. */
export function setRevectorise(on: boolean): boolean {
  // Only this processor has 256-bit registers and only Node the switch.
  const here = typeof process === 'object' ? process : undefined;
  if (here?.arch !== 'x64' || typeof here.getBuiltinModule !== 'function') return false;
  try {
    const v8 = here.getBuiltinModule('node:v8');
    v8.setFlagsFromString(`--${on ? '' : 'no-'}experimental-wasm-revectorize`);
    return true;
  } catch {
    return false;
  }
}

/** A product of fixed numbers that can be computed again and again. */
interface Trial {
  readonly run: (times: number) => void;
  readonly result: () => Uint32Array;
}

function trial(kernels: Kernels): Trial {
  const arena = new Arena(kernels.memory, kernels.heapBase);
  const { rows, inner, columns } = SHAPE;
  const wave = (length: number, step: number): Float64Array =>
    Float64Array.from({ length }, (_, i) => ((i * step) % 211) / 105 - 1);
  const a = resident(arena, 'a', { shape: [rows, inner], data: wave(rows * inner, 37) });
  const b = resident(arena, 'b', { shape: [inner, columns], data: wave(inner * columns, 53) });
  const bias = resident(arena, 'bias', { shape: [columns], data: wave(columns, 17) });
  const c = resident(arena, 'c', { shape: [rows, columns], data: new Float64Array(rows * columns) });
  const matrices = [a, b, c].flatMap(({ buffer, shape }) => [{ buffer }, layoutOf(shape).stride]);
  const product: Instruction = {
    kernel: 'Kernel.product',
    words: [rows, columns, inner, ...matrices, { buffer: bias.buffer }, 0, { real: -Infinity }, 1],
    reads: [a.buffer, b.buffer, bias.buffer],
    writes: [c.buffer],
  };
  const { address, length } = writeProgram([product], { kernels, arena });
  return {
    run: (times) => void kernels.run(address, length, times, 0, 0, 0),
    result: () => arena.words(c.buffer).slice(),
  };
}

function timeOf({ run }: Trial): number {
  const start = performance.now();
  run(PRODUCTS);
  return performance.now() - start;
}

/** Whether wide tiles give the bits that narrow ones do, and faster: tried on the machine it would run on. */
export function provesItself(module: WebAssembly.Module): boolean {
  const narrow = trial(instantiate(module, false));
  const wide = trial(instantiate(module, true));
  // The first runs are not optimised yet: no pairs are joined.
  narrow.run(1);
  const bits = narrow.result();
  const least = { narrow: Infinity, wide: Infinity };
  let wins = 0;
  for (let round = 0; round < ROUNDS && wins < 2; round++) {
    least.narrow = Math.min(least.narrow, timeOf(narrow));
    least.wide = Math.min(least.wide, timeOf(wide));
    wins = least.wide * FASTER < least.narrow ? wins + 1 : 0;
  }
  const same = [narrow, wide].every((one) => one.result().every((word, i) => word === bits[i]));
  return wins > 0 && same;
}
