/**
 * Numbers the different byte strings of a column in the order they come, without making a string for each cell.
 *
 * Open addressing over FNV-1a hashes; a level is remembered by where its bytes first stood.
 */
export class ByteDictionary {
  readonly #bytes: Uint8Array;
  /** Slot → code + 1; 0 is free. */
  #slots: Int32Array = new Int32Array(64);
  readonly #hashes: number[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  /** Levels whose bytes do not stand in the file as they are: doubled quotes. */
  readonly #unescaped = new Map<number, Uint8Array>();

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get size(): number {
    return this.#hashes.length;
  }

  /** The code of the cell at `[start, end)`; `unescaped` are its bytes where they differ from those in the file. */
  codeOf(start: number, end: number, unescaped?: Uint8Array): number {
    const bytes = unescaped ?? this.#bytes;
    const from = unescaped ? 0 : start;
    const length = unescaped ? unescaped.length : end - start;
    let hash = 0x811c9dc5 | 0;
    for (let at = from; at < from + length; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
    const mask = this.#slots.length - 1;
    for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const code = this.#slots[slot]! - 1;
      if (code < 0) return this.#add(slot, hash, start, end, unescaped);
      if (this.#hashes[code] === hash && this.#equals(code, bytes, from, length)) return code;
    }
  }

  #equals(code: number, bytes: Uint8Array, from: number, length: number): boolean {
    const unescaped = this.#unescaped.size > 0 ? this.#unescaped.get(code) : undefined;
    const other = unescaped ?? this.#bytes;
    const start = unescaped ? 0 : this.#starts[code]!;
    if ((unescaped ? unescaped.length : this.#ends[code]! - start) !== length) return false;
    for (let i = 0; i < length; i++) if (bytes[from + i] !== other[start + i]) return false;
    return true;
  }

  #add(slot: number, hash: number, start: number, end: number, unescaped?: Uint8Array): number {
    const code = this.#hashes.push(hash) - 1;
    this.#starts.push(start);
    this.#ends.push(end);
    if (unescaped) this.#unescaped.set(code, unescaped);
    this.#slots[slot] = code + 1;
    if (this.size * 2 > this.#slots.length) this.#grow();
    return code;
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let code = 0; code < this.size; code++) {
      const hash = this.#hashes[code]!;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = code + 1;
    }
    this.#slots = slots;
  }

  /** The levels in the order of their codes; `decode` makes a string of `bytes[start, end)`, `at` is where the cell stands in the file. */
  levels(decode: (bytes: Uint8Array, start: number, end: number, at: number) => string): string[] {
    return this.#starts.map((start, code) => {
      const unescaped = this.#unescaped.get(code);
      return unescaped
        ? decode(unescaped, 0, unescaped.length, start)
        : decode(this.#bytes, start, this.#ends[code]!, start);
    });
  }
}
