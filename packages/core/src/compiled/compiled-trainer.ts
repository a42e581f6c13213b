import { pathOf } from '../autodiff/place.ts';
import { sameShape } from '../tensor/shape.ts';
import type { Tensor, Tree } from '../tensor/tensor.ts';
import type { Pass, Program, Trainer, TrainingData } from '../executor/executor.ts';
import { batchError } from '../executor/explained.ts';
import { compile } from './compile.ts';
import type { Buffer } from './instruction.ts';
import { freshMachine, type Machine } from './machine.ts';
import { runProgram } from './run-program.ts';
import { memoryOf } from './shared-tensor.ts';
import { type Scheduled, STEPS_OF_CALL } from './step-tracer.ts';
import type { LoadedTier } from './tier.ts';
import { traceStep } from './trace-step.ts';
import { type PlacedData, placeData, placeState, readWeights } from './training-state.ts';
import { rewriteData, type TrainingState } from './training-state.ts';
import type { Written } from './write-program.ts';

/** A step on a batch of some size, ready to run. */
interface CompiledStep {
  readonly written: Written;
  readonly scheduled: readonly Scheduled[];
}

/** How long one kernel of a step takes. */
export interface KernelSeconds {
  /** The kernel as the module names it. */
  readonly kernel: string;
  /** The op it belongs to and the shape of what that makes; empty where it fetches the batch. */
  readonly makes: string;
  /** The part of the network it computes: the path to a layer, `loss > …` or `optimizer`; empty where it fetches the batch. */
  readonly part: string;
  /** Whether that is the part's derivative. */
  readonly derivative: boolean;
  /** Seconds of a step. */
  readonly seconds: number;
}

/** The rows that are in memory, and what was compiled for rows of their shape. */
interface Loaded {
  data: TrainingData;
  readonly placed: PlacedData;
  readonly steps: Map<number, CompiledStep>;
  order: Buffer | undefined;
}

/** A training in the memory of one machine. */
export class CompiledTrainer implements Trainer {
  readonly #program: Program;
  readonly #machine: Machine;
  readonly #state: TrainingState;
  readonly #losses: Buffer;
  readonly #seeds: Buffer;
  /** Where what depends on the data begins. */
  readonly #base: number;
  #loaded: Loaded | undefined;

  constructor(tier: LoadedTier, program: Program, weights: Tree, note?: Machine['note']) {
    this.#program = program;
    this.#machine = freshMachine(tier, note);
    const { arena } = this.#machine;
    this.#state = placeState(arena, program.optimizer, weights);
    this.#losses = arena.keep('losses', STEPS_OF_CALL * 4);
    this.#seeds = arena.keep('seeds', STEPS_OF_CALL * 4);
    this.#base = arena.end;
  }

  /** Compiles what a pass needs. */
  prepare({ data, order, batchSize }: Pass): void {
    const loaded = this.#load(data);
    const rest = order.length % batchSize;
    const sizes = [...(order.length < batchSize ? [] : [batchSize]), ...(rest === 0 ? [] : [rest])];
    for (const size of sizes) {
      if (loaded.steps.has(size)) continue;
      const placement = { state: this.#state, data: loaded.placed, losses: this.#losses };
      const { step, scheduled } = traceStep(this.#program, placement, size, this.#machine.arena);
      loaded.steps.set(size, { written: compile(step, this.#machine), scheduled });
    }
  }

  /** Copies the rows to learn from into memory, once, unless they lie in a shared one. */
  #load(data: TrainingData): Loaded {
    const loaded = this.#loaded;
    if (loaded?.data === data) return loaded;
    if (loaded !== undefined && isLike(loaded.data, data)) {
      rewriteData(this.#machine, loaded.placed, data);
      loaded.data = data;
      return loaded;
    }
    this.#machine.arena.release(this.#base);
    this.#loaded = { data, placed: placeData(this.#machine, data), steps: new Map(), order: undefined };
    return this.#loaded;
  }

  steps(pass: Pass, from: number, to: number): Float64Array {
    this.prepare(pass);
    const { batchSize, order } = pass;
    const full = Math.floor(order.length / batchSize);
    const losses = new Float64Array(to - from);
    let done = 0;
    for (let batch = from; batch < to;) {
      // Batches of the same size go into one call; only the last one may be smaller.
      const isFull = batch < full;
      const size = isFull ? batchSize : order.length % batchSize;
      const count = isFull ? Math.min(STEPS_OF_CALL, Math.min(to, full) - batch) : 1;
      const ofCall = this.#run(pass, batch, count, size);
      losses.set(ofCall, done);
      done += ofCall.length;
      if (!Number.isFinite(ofCall.at(-1))) break;
      batch += count;
    }
    return losses.subarray(0, done);
  }

  /** Takes all steps of full batches `times` times, kernel by kernel, and says how long each takes in a step: the median. */
  profile(pass: Pass, times: number): readonly KernelSeconds[] {
    this.prepare(pass);
    const { kernels } = this.#machine;
    const { batchSize } = pass;
    const { instructions, address } = this.#loaded!.steps.get(batchSize)!.written;
    const full = Math.floor(pass.order.length / batchSize);
    const bytes = kernels.words * 4;
    // One more for a call of no instruction: what calls and the clock take.
    const spent = Array.from({ length: instructions.length + 1 }, () => new Float64Array(times * full));
    for (let step = 0; step < times * full; step++) {
      const [order, seeds] = this.#fill(pass, step % full, 1, batchSize);
      let before = performance.now();
      spent.forEach((ofKernel, i) => {
        kernels.run(address + i * bytes, i < instructions.length ? 1 : 0, 1, order, batchSize, seeds);
        const now = performance.now();
        ofKernel[step] = now - before;
        before = now;
      });
    }
    const medians = spent.map((ofKernel) => ofKernel.toSorted()[ofKernel.length >> 1]!);
    return instructions.map(({ kernel, makes = '', place }, i) => {
      const seconds = Math.max(0, medians[i]! - medians.at(-1)!) / 1000;
      const part = place === undefined ? '' : pathOf(place);
      const derivative = place?.isGradient ?? false;
      return { kernel: kernel.slice('Kernel.'.length), makes, part, derivative, seconds };
    });
  }

  #run(pass: Pass, batch: number, count: number, size: number): Float32Array {
    const { arena, kernels } = this.#machine;
    const { written } = this.#loaded!.steps.get(size)!;
    const [order, seeds] = this.#fill(pass, batch, count, size);
    try {
      const begun = runProgram(kernels, written, { count, order, batch: size, seeds });
      return arena.floats(this.#losses).subarray(0, begun);
    } catch (error) {
      throw batchError(error, this.#program, this.weights(), pass, batch + kernels.at().step);
    }
  }

  /** Writes what so many steps read: scheduled numbers, rows and seeds; says where the last two are. */
  #fill(pass: Pass, batch: number, count: number, size: number): readonly [order: number, seeds: number] {
    const { arena } = this.#machine;
    const { scheduled } = this.#loaded!.steps.get(size)!;
    for (const { table, at } of scheduled) {
      const numbers = arena.floats(table);
      for (let i = 0; i < count; i++) numbers[i] = at(pass.firstStep + batch + i);
    }
    arena.words(this.#seeds).set(pass.seeds.subarray(batch, batch + count));
    const order = this.#orderOf(pass);
    const first = batch * pass.batchSize;
    arena.words(order).set(pass.order.subarray(first, first + count * size));
    return [order.address!, this.#seeds.address!];
  }

  /** Room for the rows of one call. */
  #orderOf({ order, batchSize }: Pass): Buffer {
    const loaded = this.#loaded!;
    const rows = Math.min(order.length, STEPS_OF_CALL * batchSize);
    if (loaded.order === undefined || loaded.order.bytes < rows * 4) {
      loaded.order = this.#machine.arena.keep('order', rows * 4);
    }
    return loaded.order;
  }

  weights(): Tree {
    return readWeights(this.#machine.arena, this.#state.weights);
  }

  /** Bytes in use, and what the memory has grown to; shared rows are no part of it. */
  get memory(): { readonly used: number; readonly size: number } {
    const { arena } = this.#machine;
    return { used: arena.end, size: arena.memory.buffer.byteLength };
  }
}

/** Whether what was compiled for the one does for the other. */
function isLike(a: TrainingData, b: TrainingData): boolean {
  const same = (one: Tensor, other: Tensor): boolean =>
    sameShape(one.shape, other.shape) && memoryOf(one) === memoryOf(other);
  const [one, other] = [a.rowWeights, b.rowWeights];
  return (
    same(a.features, b.features) &&
    same(a.target, b.target) &&
    (one === undefined || other === undefined ? one === other : same(one, other))
  );
}
