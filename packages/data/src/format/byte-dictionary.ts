import { resized } from './resized.ts';

/**
 * Numbers the different byte strings of a column in the order they come, without making a string for each cell.
 *
 * Open addressing over FNV-1a hashes; the bytes of each level are kept once, one behind the other.
 */
export class ByteDictionary {
  #bytes = new Uint8Array(256);
  /** Where the bytes of a level end; they begin where those of the level before do. */
  #ends = new Float64Array(32);
  #hashes = new Int32Array(32);
  /** Slot → code + 1; 0 is free. At least half of them are. */
  #slots = new Int32Array(64);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Bytes of all levels. */
  get byteLength(): number {
    return this.#size === 0 ? 0 : this.#ends[this.#size - 1]!;
  }

  /** The code of the cell `bytes[start, end)`. */
  codeOf(bytes: Uint8Array, start: number, end: number): number {
    let hash = 0x811c9dc5 | 0;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const code = slots[slot]! - 1;
      if (code < 0) return this.#add(slot, hash, bytes, start, end);
      if (this.#hashes[code] === hash && this.#equals(code, bytes, start, end)) return code;
    }
  }

  #equals(code: number, bytes: Uint8Array, start: number, end: number): boolean {
    const known = this.#bytes;
    const from = code === 0 ? 0 : this.#ends[code - 1]!;
    const length = end - start;
    if (this.#ends[code]! - from !== length) return false;
    for (let i = 0; i < length; i++) if (bytes[start + i] !== known[from + i]) return false;
    return true;
  }

  #add(slot: number, hash: number, bytes: Uint8Array, start: number, end: number): number {
    const from = this.byteLength;
    const to = from + end - start;
    if (to > this.#bytes.length) this.#bytes = resized(this.#bytes, 2 * to);
    for (let at = start; at < end; at++) this.#bytes[from + at - start] = bytes[at]!;
    const code = this.#size++;
    this.#hashes[code] = hash;
    this.#ends[code] = to;
    this.#slots[slot] = code + 1;
    if (this.#size * 2 === this.#slots.length) this.#grow();
    return code;
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let code = 0; code < this.#size; code++) {
      const hash = this.#hashes[code]!;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = code + 1;
    }
    this.#slots = slots;
    this.#hashes = resized(this.#hashes, slots.length / 2);
    this.#ends = resized(this.#ends, slots.length / 2);
  }

  /** The levels in the order of their codes; `text` makes a string of `bytes[start, end)`. */
  levels(text: (bytes: Uint8Array, start: number, end: number) => string): string[] {
    return Array.from({ length: this.#size }, (_, code) =>
      text(this.#bytes, code === 0 ? 0 : this.#ends[code - 1]!, this.#ends[code]!),
    );
  }
}
