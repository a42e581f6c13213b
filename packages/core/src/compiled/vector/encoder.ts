/** Bytes of a WebAssembly module under construction. */
export type Bytes = number[];

/** An unsigned whole number in LEB128. */
export function unsigned(value: number): Bytes {
  const bytes: Bytes = [];
  let rest = value >>> 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>>= 7;
    if (rest === 0) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}

/** A signed whole number of 32 bits in LEB128. */
export function signed(value: number): Bytes {
  const bytes: Bytes = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    if ((rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}

function name(text: string): Bytes {
  const bytes = [...new TextEncoder().encode(text)];
  return [...unsigned(bytes.length), ...bytes];
}

function section(id: number, content: Bytes): Bytes {
  return [id, ...unsigned(content.length), ...content];
}

const I32 = 0x7f;
const V128 = 0x7b;

/** The body of a function that takes one i32: how many more locals it has, and its code. */
export interface FunctionBody {
  readonly wholeLocals: number;
  readonly vectorLocals: number;
  readonly code: Bytes;
}

/** What a module is handed from `env` beside its memory. */
export const imported = {
  /** A memory that threads share, of any size. */
  sharedMemory: (field: string): Bytes => [
    ...name('env'),
    ...name(field),
    0x02,
    0x03,
    ...unsigned(0),
    ...unsigned(65536),
  ],
  /** A whole number that may change. */
  whole: (field: string): Bytes => [...name('env'), ...name(field), 0x03, I32, 0x01],
} as const;

/** A module of functions `f0`, `f1`, … of one i32, over the memory `env.memory` and what else is imported. */
export function moduleOf(
  functions: readonly FunctionBody[],
  imports: readonly Bytes[] = [],
): Uint8Array<ArrayBuffer> {
  const bodies = functions.map(({ wholeLocals, vectorLocals, code }) => {
    const locals = [2, ...unsigned(wholeLocals), I32, ...unsigned(vectorLocals), V128];
    const body = [...locals, ...code, 0x0b];
    return [...unsigned(body.length), ...body];
  });
  const count = unsigned(functions.length);
  return Uint8Array.from([
    0x00,
    0x61,
    0x73,
    0x6d,
    0x01,
    0x00,
    0x00,
    0x00,
    ...section(1, [1, 0x60, 1, I32, 0]),
    ...section(2, [
      ...unsigned(1 + imports.length),
      ...name('env'),
      ...name('memory'),
      0x02,
      0x00,
      0x01,
      ...imports.flat(),
    ]),
    ...section(3, [...count, ...functions.map(() => 0)]),
    ...section(7, [...count, ...functions.flatMap((_, i) => [...name(`f${i}`), 0x00, ...unsigned(i)])]),
    ...section(10, [...count, ...bodies.flat()]),
  ]);
}

/** Instructions by their bytes. */
export const code = {
  get: (local: number): Bytes => [0x20, ...unsigned(local)],
  set: (local: number): Bytes => [0x21, ...unsigned(local)],
  tee: (local: number): Bytes => [0x22, ...unsigned(local)],
  global: (index: number): Bytes => [0x23, ...unsigned(index)],
  whole: (value: number): Bytes => [0x41, ...signed(value)],
  loadWhole: (offset: number): Bytes => [0x28, 2, ...unsigned(offset)],
  add: [0x6a],
  subtract: [0x6b],
  multiply: [0x6c],
  lessUnsigned: [0x49],
  loop: [0x03, 0x40],
  end: [0x0b],
  branchIf: (depth: number): Bytes => [0x0d, ...unsigned(depth)],
  vector: (opcode: number): Bytes => [0xfd, ...unsigned(opcode)],
  load: (offset: number): Bytes => [0xfd, 0x00, 4, ...unsigned(offset)],
  loadSplat: (offset: number): Bytes => [0xfd, 0x09, 2, ...unsigned(offset)],
  /** Four times the same 32 bits. */
  constant: (bits: number): Bytes => [
    0xfd,
    0x0c,
    ...[0, 0, 0, 0].flatMap(() => [bits & 0xff, (bits >>> 8) & 0xff, (bits >>> 16) & 0xff, bits >>> 24]),
  ],
  store: (offset: number): Bytes => [0xfd, 0x0b, 4, ...unsigned(offset)],
  storeNumber: (offset: number): Bytes => [0x38, 2, ...unsigned(offset)],
  /** From another memory than the first. */
  loadOf: (memory: number, offset: number): Bytes => [0xfd, 0x00, 0x44, memory, ...unsigned(offset)],
  copyOf: (memory: number): Bytes => [0xfc, 0x0a, 0, memory],
  loadNumberOf: (memory: number, offset: number): Bytes => [0x2a, 0x42, memory, ...unsigned(offset)],
} as const;
