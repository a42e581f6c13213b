import { FoldwiseError } from '../errors.ts';
import { sizeOf } from '../tensor/shape.ts';
import { type Entry, LONGEST_HEADER } from './layout.ts';
import { type NumberTypeName, numberTypes } from './number-types.ts';

/** What stands before the numbers of a file, checked. */
export interface Contents {
  readonly metadata: Readonly<Record<string, string>>;
  readonly entries: ReadonlyMap<string, Entry>;
  /** The byte at which the numbers start. */
  readonly start: number;
}

/** The error of a file that is not what it should be. */
export function fileError(where: string, message: string, cause?: unknown): FoldwiseError {
  return new FoldwiseError(message, {
    code: 'file',
    where,
    hint: 'save the weights anew, or fetch the file again',
    cause,
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isRange(value: unknown): value is readonly [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every(isCount);
}

function isNumberType(value: unknown): value is NumberTypeName {
  return typeof value === 'string' && Object.hasOwn(numberTypes, value);
}

function isTexts(value: Readonly<Record<string, unknown>>): value is Readonly<Record<string, string>> {
  return Object.values(value).every((text) => typeof text === 'string');
}

function headerLengthOf(bytes: Uint8Array, where: string): number {
  if (bytes.length < 8) {
    throw fileError(where, `expected a safetensors file of at least 8 bytes, got ${bytes.length}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getBigUint64(0, true);
  if (length > BigInt(LONGEST_HEADER)) {
    throw fileError(
      where,
      `expected a header of at most ${LONGEST_HEADER} bytes, got ${length}: not a safetensors file`,
    );
  }
  if (8 + Number(length) > bytes.length) {
    throw fileError(
      where,
      `expected a header of ${length} bytes, got a file that ends after ${bytes.length - 8} of them`,
    );
  }
  return Number(length);
}

function parse(text: Uint8Array, where: string): Readonly<Record<string, unknown>> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text));
  } catch (error) {
    throw fileError(where, 'expected a header of JSON text, got something else', error);
  }
  if (!isRecord(header)) throw fileError(where, 'expected a header that is a JSON object, got another value');
  return header;
}

function readMetadata(metadata: unknown, where: string): Readonly<Record<string, string>> {
  if (metadata === undefined) return {};
  if (!isRecord(metadata)) throw fileError(where, 'expected __metadata__ to hold texts, got another value');
  if (isTexts(metadata)) return metadata;
  const odd = Object.keys(metadata).find((key) => typeof metadata[key] !== 'string');
  throw fileError(where, `expected metadata "${odd}" to be a text, got ${typeof metadata[odd!]}`);
}

function readEntry(name: string, entry: unknown, where: string): Entry {
  const at = `${where}, tensor "${name}"`;
  if (!isRecord(entry)) throw fileError(at, 'expected dtype, shape and data_offsets, got another value');
  const { dtype, shape, data_offsets: offsets } = entry;
  if (!isNumberType(dtype)) {
    throw new FoldwiseError(`expected real or whole numbers, such as F32, got ${String(dtype)}`, {
      code: 'file',
      where: at,
      hint: 'convert the file, for example with numpy',
    });
  }
  if (!Array.isArray(shape) || !shape.every(isCount))
    throw fileError(at, 'expected a shape of whole numbers');
  if (!isRange(offsets)) throw fileError(at, 'expected data_offsets of two whole numbers');
  const [from, to] = offsets;
  const wanted = sizeOf(shape) * numberTypes[dtype].size;
  if (to - from !== wanted) {
    throw fileError(at, `expected ${wanted} bytes for shape [${shape.join(', ')}], got ${to - from}`);
  }
  return { dtype, shape, data_offsets: [from, to] };
}

/** Refuses numbers that overlap, leave holes, or go on after the last tensor, as the format does. */
function checkOffsets(entries: Contents['entries'], available: number, where: string): void {
  let end = 0;
  const byPlace = [...entries].toSorted(
    ([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0] || a.data_offsets[1] - b.data_offsets[1],
  );
  for (const [
    name,
    {
      data_offsets: [from, to],
    },
  ] of byPlace) {
    if (from !== end) {
      throw fileError(
        `${where}, tensor "${name}"`,
        `expected its numbers to start at byte ${end}, got ${from}`,
      );
    }
    end = to;
  }
  if (end !== available) {
    throw fileError(
      where,
      `expected ${end} bytes of numbers, got ${available}: the file is ${end > available ? 'cut off' : 'too long'}`,
    );
  }
}

/** Reads what stands before the numbers and checks it against the length of the file. */
export function readHeader(bytes: Uint8Array, where: string): Contents {
  const start = 8 + headerLengthOf(bytes, where);
  const { __metadata__: metadata, ...tensors } = parse(bytes.subarray(8, start), where);
  const entries = new Map(
    Object.entries(tensors).map(([name, entry]) => [name, readEntry(name, entry, where)] as const),
  );
  checkOffsets(entries, bytes.length - start, where);
  return { metadata: readMetadata(metadata, where), entries, start };
}
