import { FoldwiseError } from '../errors.ts';
import { noteMemory } from './kernel-memory.ts';
import type { Buffer } from './instruction.ts';

/** Bytes of a page of WebAssembly memory. */
export const PAGE = 65536;
/** Alignment of buffers: a line of the cache. */
const LINE = 64;

function mebibytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)} MiB`;
}

/** Bytes that a buffer takes: whole lines, and one more, since kernels may read a vector past the last number. */
export function roomFor(bytes: number): number {
  return Math.ceil(bytes / LINE) * LINE + LINE;
}

/** Hands out pieces of one WebAssembly memory, one after the other; the memory grows as needed. */
export class Arena {
  readonly memory: WebAssembly.Memory;
  #end: number;

  constructor(memory: WebAssembly.Memory, base: number) {
    this.memory = memory;
    this.#end = Math.ceil(base / LINE) * LINE;
  }

  /** Where the next piece will begin: everything from here on can be given back by `release`. */
  get end(): number {
    return this.#end;
  }

  /** Gives back every piece from here on. */
  release(end: number): void {
    this.#end = end;
  }

  /** A piece of memory that outlives the step. */
  keep(name: string, bytes: number): Buffer {
    return { name, bytes, address: this.take(bytes, name) };
  }

  /** The address of so many bytes; `what` they are for is said where there is no room. */
  take(bytes: number, what: string): number {
    const address = this.#end;
    const missing = address + roomFor(bytes) - this.memory.buffer.byteLength;
    if (missing > 0) this.#grow(Math.ceil(missing / PAGE), bytes, what);
    this.#end = address + roomFor(bytes);
    return address;
  }

  floats(buffer: Buffer): Float32Array<ArrayBuffer> {
    return new Float32Array(this.memory.buffer, buffer.address, buffer.bytes >> 2);
  }

  words(buffer: Buffer): Uint32Array<ArrayBuffer> {
    return new Uint32Array(this.memory.buffer, buffer.address, buffer.bytes >> 2);
  }

  #grow(pages: number, bytes: number, what: string): void {
    try {
      this.memory.grow(pages);
      noteMemory(this.memory);
    } catch (cause) {
      const inUse = mebibytes(this.#end);
      throw new FoldwiseError(
        `expected room for ${mebibytes(bytes)} of ${what} beside the ${inUse} in use, got no more memory`,
        {
          code: 'training',
          where: 'compiled executor',
          hint: 'use a smaller batch size, a smaller network or fewer rows, or close what else runs on this machine',
          cause,
        },
      );
    }
  }
}
