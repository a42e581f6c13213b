import { FoldwiseError, messageOf } from '@foldwise/core/base';
import type { AsyncBuffer, Compressors, FileMetaData, SchemaElement, SchemaTree } from 'hyparquet';
import { open } from 'node:fs/promises';
import type { Column } from '../table/column.ts';
import { Table } from '../table/table.ts';
import { checkMemory } from './check-memory.ts';
import { checkPages } from './check-pages.ts';
import type { PageChunk } from './check-pages.ts';
import { levelsBySchema } from './encoded-column.ts';
import { parquetCells, parquetParsers, withRawDecimals } from './parquet-cell.ts';
import type { ToCell } from './parquet-cell.ts';
import { parquetNumbers, parquetStrings } from './parquet-column.ts';
import type { ParquetColumn } from './parquet-column.ts';
import type { JsonOptions } from './parse-json.ts';
import { planKinds } from './plan-kinds.ts';
import type { PlannedKind } from './plan-kinds.ts';
import { rowLimit } from './row-limit.ts';

/** How a Parquet file is read: as a JSON file is, of whose values its own are a kind. */
export type ParquetOptions = JsonOptions;

/**
 * The table in the bytes of a Parquet file.
 *
 * Numbers of every width become float64 where that holds them exactly; a column of 64-bit integers beyond ±(2⁵³ − 1) stays text, digit
 * by digit, and so does what the schema calls an id. Decimals are rounded once, to the nearest float64. Strings are category or text
 * by `inferStringKind`. Dates and times are ISO 8601 text (`2024-01-31T12:34:56.000001`, with a `Z` where the file says UTC), booleans
 * `true` and `false`, lists and records JSON text (see `listSeparator`). Null and NaN are missing.
 *
 * Compressed with Snappy, gzip, Brotli, Zstandard, LZ4 or not. Read by the package `hyparquet`, once the headers and runs of the pages are
 * seen to be possible, and their checksums right where the file has any. One without checksums whose numbers were changed inside reads as
 * other numbers: nothing in it says otherwise.
 *
 * @throws FoldwiseError `data` for bytes that are no Parquet file, are cut off, or hold binary data in a column that is wanted.
 * @example
 * const table = await parseParquet(await readFile('train.parquet'), { name: 'train.parquet', schema });
 */
export async function parseParquet(bytes: Uint8Array, options: ParquetOptions = {}): Promise<Table> {
  const slice = (start: number, end?: number) => copyOf(bytes.subarray(start, end));
  return tableIn({ byteLength: bytes.length, slice }, options);
}

/** The same of a file, of which only the columns that are wanted are read, a row group of a column at a time. */
export async function readParquet(path: string, options: ParquetOptions = {}): Promise<Table> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const slice = async (start: number, end = size) => {
      const buffer = new ArrayBuffer(Math.max(0, Math.min(end, size) - start));
      await handle.read(new Uint8Array(buffer), 0, buffer.byteLength, start);
      return buffer;
    };
    return await tableIn({ byteLength: size, slice }, { name: path, ...options });
  } finally {
    await handle.close();
  }
}

function copyOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

async function tableIn(file: AsyncBuffer, options: ParquetOptions): Promise<Table> {
  const name = options.name ?? 'Parquet';
  const { parquetMetadataAsync, parquetSchema } = await import('hyparquet');
  const metadata = await located(name, undefined, async () =>
    parquetMetadataAsync(file, { geoparquet: false }),
  );
  const elements = await located(name, undefined, () =>
    parquetSchema(metadata).children.map(({ element }) => element),
  );
  const names = elements.map((element) => element.name);
  const kinds = planKinds(names, options, name);
  const inFile = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  const rows = Math.min(inFile, rowLimit(options));
  const reader = {
    file,
    metadata: { ...metadata, schema: withRawDecimals(metadata.schema) },
    rows,
    name,
    options,
  };
  const wanted = kinds.filter((kind) => kind !== null).length;
  checkMemory({ file: name, rows, columns: wanted, bytes: 8 * rows * wanted }, options);
  const columns: Column[] = [];
  for (const [i, element] of elements.entries()) {
    const kind = kinds[i];
    if (kind === null) continue;
    // Kept as it comes: so many columns at once would be so many row groups at once.
    columns.push(await located(name, element.name, async () => columnOf(reader, element, kind)));
  }
  return new Table(
    columns.map((column) => levelsBySchema(column, options.schema)),
    rows,
  );
}

interface Reader {
  readonly file: AsyncBuffer;
  readonly metadata: FileMetaData;
  readonly rows: number;
  readonly name: string;
  readonly options: ParquetOptions;
}

async function columnOf(reader: Reader, element: SchemaElement, kind: PlannedKind): Promise<Column> {
  const { rows, options } = reader;
  const toCell = parquetCells(element, options.listSeparator);
  if (kind === 'number' || kind === undefined) {
    const numbers = parquetNumbers(element.name, rows, kind === 'number');
    if (await fill(reader, element.name, toCell, numbers)) return numbers.finish();
  }
  const texts = parquetStrings(
    element.name,
    rows,
    kind === 'number' ? undefined : (kind ?? undefined),
    options.missing ?? [],
  );
  await fill(reader, element.name, toCell, texts);
  return texts.finish();
}

/** Reads a column row group by row group; false where it has to be read as text. */
async function fill(
  { file, metadata, rows }: Reader,
  name: string,
  toCell: ToCell,
  column: ParquetColumn,
): Promise<boolean> {
  const { parquetRead } = await import('hyparquet');
  const compressors = await compressorsFor(metadata);
  const levels = await levelsOf(metadata);
  let [rowStart, taken, sound] = [0, 0, true];
  for (const group of metadata.row_groups) {
    const rowEnd = Math.min(rows, rowStart + Number(group.num_rows));
    if (rowStart === rowEnd) continue;
    for (const { meta_data: chunk } of group.columns) {
      if (chunk?.path_in_schema[0] !== name) continue;
      const start = Number(chunk.dictionary_page_offset || chunk.data_page_offset);
      const bytes = await file.slice(start, start + Number(chunk.total_compressed_size));
      const stated = {
        codec: chunk.codec,
        values: Number(chunk.num_values),
        isBoolean: chunk.type === 'BOOLEAN',
      };
      const depths = levels.get(chunk.path_in_schema.join('\0')) ?? { maxDefinition: 0, maxRepetition: 0 };
      checkPages(new Uint8Array(bytes), { ...stated, ...depths }, compressors);
    }
    let wrong: unknown;
    await parquetRead({
      file,
      metadata,
      columns: [name],
      rowStart,
      rowEnd,
      compressors,
      utf8: false,
      geoparquet: false,
      parsers: parquetParsers,
      // What is thrown here would be lost.
      onChunk: ({ columnData, rowStart: start }) => {
        try {
          const wanted = columnData.slice(0, rowEnd - start);
          taken += wanted.length;
          sound &&= takeChunk(wanted, start, toCell, column);
        } catch (error) {
          wrong ??= error;
        }
      },
    });
    if (wrong !== undefined) throw wrong;
    if (!sound) return false;
    rowStart = rowEnd;
  }
  if (taken !== rows) throw new TypeError(`expected ${rows} values, got ${taken}`);
  return true;
}

function takeChunk(chunk: ArrayLike<unknown>, start: number, toCell: ToCell, column: ParquetColumn): boolean {
  if (column.values !== undefined && chunk instanceof Float64Array) {
    column.values.set(chunk, start);
    return true;
  }
  for (let i = 0; i < chunk.length; i++) if (!column.put(start + i, toCell(chunk[i]))) return false;
  return true;
}

/** By path, how many optional and repeated fields each leaf of the schema lies in. */
async function levelsOf(metadata: FileMetaData): Promise<ReadonlyMap<string, Levels>> {
  const { parquetSchema } = await import('hyparquet');
  const levels = new Map<string, Levels>();
  const visit = ({ children, element, path }: SchemaTree, outer: Levels): void => {
    const { repetition_type: repetition } = element;
    const own = {
      maxDefinition: outer.maxDefinition + (repetition === 'OPTIONAL' || repetition === 'REPEATED' ? 1 : 0),
      maxRepetition: outer.maxRepetition + (repetition === 'REPEATED' ? 1 : 0),
    };
    if (children.length === 0) levels.set(path.join('\0'), own);
    for (const child of children) visit(child, own);
  };
  for (const child of parquetSchema(metadata).children) visit(child, { maxDefinition: 0, maxRepetition: 0 });
  return levels;
}

type Levels = Pick<PageChunk, 'maxDefinition' | 'maxRepetition'>;

/** Snappy is the reader's own; the others are loaded where a file asks for them. */
async function compressorsFor({ row_groups: groups }: FileMetaData): Promise<Compressors> {
  const codecs = groups.flatMap(({ columns }) => columns.map((column) => column.meta_data?.codec));
  const own = codecs.every((codec) => codec === undefined || codec === 'SNAPPY' || codec === 'UNCOMPRESSED');
  if (!own) return (await import('hyparquet-compressors')).compressors;
  const { snappyUncompress } = await import('hyparquet');
  const unpack = (packed: Uint8Array, size: number): Uint8Array => {
    const page = new Uint8Array(size);
    snappyUncompress(packed, page);
    return page;
  };
  return { SNAPPY: unpack };
}

/** Does it, and says where it went wrong. */
async function located<T>(file: string, column: string | undefined, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof FoldwiseError) throw cause;
    const reason = messageOf(cause);
    const ours = reason.startsWith('expected ');
    throw new FoldwiseError(
      ours ? reason : `expected a Parquet file, got one that cannot be read (${reason})`,
      {
        code: 'data',
        where: column === undefined ? file : `${file}, column ${JSON.stringify(column)}`,
        hint: ours
          ? 'leave the column out with ignored(), or mend the file'
          : 'see whether the file is whole, or download it again',
        cause,
      },
    );
  }
}
