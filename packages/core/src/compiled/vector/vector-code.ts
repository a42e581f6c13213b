import type { Arena } from '../arena.ts';
import { NotLowered } from '../lower/lowering.ts';
import { type FunctionBody, moduleOf } from './encoder.ts';
import { emitKernel, keyOf, type VectorKernel } from './emit.ts';

/** How many different constants there is room for. */
const CONSTANTS = 1024;

/** The elementwise kernels of one executor: each different one is compiled once. */
export class VectorCode {
  readonly #arena: Arena;
  readonly #table: WebAssembly.Table;
  readonly #numbers = new Map<string, number>();
  readonly #constants = new Map<number, number>();
  readonly #pool: number;
  #pending: FunctionBody[] = [];
  #next: number;

  /** Whether a·b + c is rounded once. */
  readonly fused: boolean;

  constructor(arena: Arena, table: WebAssembly.Table, fused: boolean) {
    this.#arena = arena;
    this.#table = table;
    this.#next = table.length;
    this.#pool = arena.take(CONSTANTS * 4, 'constants');
    this.fused = fused;
  }

  /**
   * The number by which the kernel is called, once `link` has run.
   *
   * @throws NotLowered where there is no room for its constants.
   */
  numberOf(kernel: VectorKernel): number {
    const key = keyOf(kernel);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#pending.push(emitKernel(kernel, (bits) => this.#constantAt(bits)));
    const number = this.#next++;
    this.#numbers.set(key, number);
    return number;
  }

  #constantAt(bits: number): number {
    const known = this.#constants.get(bits);
    if (known !== undefined) return known;
    // The reference executor computes what needs more of them than any sensible network does.
    if (this.#constants.size >= CONSTANTS) throw new NotLowered(`more than ${CONSTANTS} different constants`);
    const address = this.#pool + this.#constants.size * 4;
    new Uint32Array(this.#arena.memory.buffer, address, 1)[0] = bits;
    this.#constants.set(bits, address);
    return address;
  }

  /** Compiles what is new and makes it callable. */
  link(): void {
    if (this.#pending.length === 0) return;
    const module = new WebAssembly.Module(moduleOf(this.#pending));
    const { exports } = new WebAssembly.Instance(module, { env: { memory: this.#arena.memory } });
    const first = this.#table.grow(this.#pending.length);
    this.#pending.forEach((_, i) => this.#table.set(first + i, exports[`f${i}`]));
    this.#pending = [];
  }
}
