import type { CompressionCodec, Compressors } from 'hyparquet';
import { crc32 } from 'node:zlib';
import { thriftStruct, varInt } from './thrift-struct.ts';
import type { ThriftStruct } from './thrift-struct.ts';

/** A column chunk of a Parquet file: one leaf of the schema in one row group. */
export interface PageChunk {
  readonly codec: CompressionCodec;
  /** Values that its metadata states, missing ones included. */
  readonly values: number;
  /** How deep values may lie in optional and repeated fields: what their levels count to. */
  readonly maxDefinition: number;
  readonly maxRepetition: number;
  readonly isBoolean: boolean;
}

const DATA = 0;
const DICTIONARY = 2;
const DATA_V2 = 3;
/** Encodings that are runs: PLAIN_DICTIONARY, RLE, RLE_DICTIONARY. */
const RUNS: readonly number[] = [2, 3, 8];

/**
 * Refuses the pages of a column chunk whose headers or runs cannot be right, before they are decoded: a decoder that believes them would
 * fill memory or never end. Where pages have checksums, these are compared.
 *
 * @throws RangeError that says what is wrong, to be located by the caller.
 */
export function checkPages(bytes: Uint8Array, chunk: PageChunk, compressors: Compressors): void {
  let values = 0;
  for (let at = 0; at < bytes.length - 1 && values < chunk.values;) {
    const [header, start] = thriftStruct(bytes, at);
    const [unpackedSize, packedSize] = [numberIn(header, 2), numberIn(header, 3)];
    if (packedSize < 0 || unpackedSize < 0 || start + packedSize > bytes.length)
      throw new RangeError(
        `a page of it has ${packedSize} bytes by its header, ${bytes.length - start} are left`,
      );
    const packed = bytes.subarray(start, start + packedSize);
    const checksum = header.get(4);
    if (typeof checksum === 'number' && checksum >>> 0 !== crc32(packed))
      throw new RangeError('the checksum of a page differs');
    values += checkPage(header, packed, unpackedSize, chunk, compressors);
    at = start + packedSize;
  }
  if (values !== chunk.values)
    throw new RangeError(`its pages have ${values} values of ${chunk.values} that are stated`);
}

/** Checks a page; the number of its values, 0 for a dictionary. */
function checkPage(
  header: ThriftStruct,
  packed: Uint8Array,
  unpackedSize: number,
  chunk: PageChunk,
  compressors: Compressors,
): number {
  const type = numberIn(header, 1);
  const details = header.get(type === DATA ? 5 : type === DATA_V2 ? 8 : 7);
  if (type === DICTIONARY) {
    // Every value takes a bit at least.
    if (countIn(details) > 8 * unpackedSize) throw new RangeError('its dictionary states too many values');
    return 0;
  }
  if ((type !== DATA && type !== DATA_V2) || details === undefined || typeof details === 'number') return 0;
  const count = countIn(details);
  if (count > chunk.values) throw new RangeError(`a page of it states ${count} values of ${chunk.values}`);
  const encoding = numberIn(details, type === DATA ? 2 : 4);
  if (type === DATA_V2)
    checkSecondVersion(details, packed, unpackedSize, count, encoding, chunk, compressors);
  else {
    const page = unpackedPage(packed, unpackedSize, chunk.codec, compressors);
    let at = 0;
    for (const most of [chunk.maxRepetition, chunk.maxDefinition]) {
      if (most > 0) at = checkPrefixedRuns(page, at, bitWidth(most), count);
    }
    checkValues(page, at, count, encoding, chunk);
  }
  return count;
}

function checkSecondVersion(
  details: ThriftStruct,
  packed: Uint8Array,
  unpackedSize: number,
  count: number,
  encoding: number,
  chunk: PageChunk,
  compressors: Compressors,
): void {
  const [definitions, repetitions] = [numberIn(details, 5), numberIn(details, 6)];
  const levels = definitions + repetitions;
  if (definitions < 0 || repetitions < 0 || levels > packed.length)
    throw new RangeError('the levels of a page are longer than the page');
  if (chunk.maxRepetition > 0) checkRuns(packed, 0, repetitions, bitWidth(chunk.maxRepetition), count);
  if (chunk.maxDefinition > 0) checkRuns(packed, repetitions, levels, bitWidth(chunk.maxDefinition), count);
  const isPacked = (details.get(7) ?? 1) === 1;
  const rest = packed.subarray(levels);
  const page = isPacked ? unpackedPage(rest, unpackedSize - levels, chunk.codec, compressors) : rest;
  checkValues(page, 0, count, encoding, chunk);
}

function checkValues(
  page: Uint8Array,
  at: number,
  count: number,
  encoding: number,
  { isBoolean }: PageChunk,
): void {
  if (!RUNS.includes(encoding) || at >= page.length) return;
  if (isBoolean) checkPrefixedRuns(page, at, 1, count);
  else checkRuns(page, at + 1, page.length, page[at]!, count);
}

/** Runs behind their length in four bytes; gives where they end. */
function checkPrefixedRuns(page: Uint8Array, at: number, width: number, count: number): number {
  if (at + 4 > page.length) throw new RangeError('a page of it is cut off');
  const end = at + 4 + new DataView(page.buffer, page.byteOffset).getUint32(at, true);
  if (end > page.length) throw new RangeError('the levels of a page are longer than the page');
  checkRuns(page, at + 4, end, width, count);
  return end;
}

/** No run may be longer than there are values, but for what fills up the last group of eight. */
function checkRuns(bytes: Uint8Array, start: number, end: number, width: number, count: number): void {
  if (width > 32) throw new RangeError(`a page of it has numbers of ${width} bits`);
  const cursor = { bytes: bytes.subarray(0, end), at: start };
  for (let seen = 0; seen < count && cursor.at < end;) {
    const header = varInt(cursor);
    const isPacked = header % 2 === 1;
    const length = isPacked ? 8 * ((header - 1) / 2) : header / 2;
    if (length > 2 * count + 1024) throw new RangeError(`a run of ${length} values is in a page of ${count}`);
    cursor.at += isPacked ? (length / 8) * width : Math.ceil(width / 8);
    seen += length;
  }
}

function unpackedPage(
  packed: Uint8Array,
  size: number,
  codec: CompressionCodec,
  compressors: Compressors,
): Uint8Array {
  const unpack = compressors[codec];
  if (codec === 'UNCOMPRESSED' || unpack === undefined) return packed;
  return unpack(packed, size);
}

function countIn(details: ThriftStruct | number | undefined): number {
  const count = details === undefined || typeof details === 'number' ? -1 : numberIn(details, 1);
  if (count < 0) throw new RangeError('a page of it states no number of values');
  return count;
}

function numberIn(struct: ThriftStruct, field: number): number {
  const value = struct.get(field);
  if (typeof value === 'number') return value;
  throw new RangeError(`a page header of it lacks field ${field}`);
}

function bitWidth(most: number): number {
  return 32 - Math.clz32(most);
}
