import type { Arena } from '../arena.ts';
import { type FunctionBody, moduleOf } from './encoder.ts';
import { emitKernel, keyOf, type VectorKernel } from './emit.ts';

/** How many different constants the pool has room for: more than any sensible network has. */
const CONSTANTS = 1024;

/** The elementwise kernels of one executor: each different one is compiled once. */
export class VectorCode {
  readonly #arena: Arena;
  readonly #table: WebAssembly.Table;
  readonly #numbers = new Map<string, number>();
  readonly #constants = new Map<number, number>();
  /** Where the constants lie. */
  readonly pool: number;
  #pending: (readonly [number: number, body: FunctionBody])[] = [];
  #next: number;

  /** Whether a·b + c is rounded once. */
  readonly fused: boolean;

  constructor(arena: Arena, table: WebAssembly.Table, fused: boolean) {
    this.#arena = arena;
    this.#table = table;
    this.#next = table.length;
    this.pool = arena.take(CONSTANTS * 4, 'constants');
    this.fused = fused;
  }

  /** The number by which the kernel is called, once `link` has run. */
  numberOf(kernel: VectorKernel): number {
    const key = keyOf(kernel);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const body = emitKernel(kernel, (bits) => this.#constantAt(bits));
    const number = this.#next++;
    this.#pending.push([number, body]);
    this.#numbers.set(key, number);
    return number;
  }

  /** The number by which a function made elsewhere is called. */
  include(callable: WebAssembly.ExportValue): number {
    const number = this.#next++;
    this.#table.grow(this.#next - this.#table.length);
    this.#table.set(number, callable);
    return number;
  }

  /** How far from the beginning of the pool a constant lies; undefined where there is no room for it. */
  #constantAt(bits: number): number | undefined {
    const known = this.#constants.get(bits);
    if (known !== undefined) return known;
    if (this.#constants.size >= CONSTANTS) return undefined;
    const offset = this.#constants.size * 4;
    new Uint32Array(this.#arena.memory.buffer, this.pool + offset, 1)[0] = bits;
    this.#constants.set(bits, offset);
    return offset;
  }

  /** Compiles what is new and makes it callable. */
  link(): void {
    if (this.#pending.length === 0) return;
    const module = new WebAssembly.Module(moduleOf(this.#pending.map(([, body]) => body)));
    const { exports } = new WebAssembly.Instance(module, { env: { memory: this.#arena.memory } });
    this.#table.grow(this.#next - this.#table.length);
    this.#pending.forEach(([number], i) => this.#table.set(number, exports[`f${i}`]));
    this.#pending = [];
  }
}
