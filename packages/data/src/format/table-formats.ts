import { csvPasses, parseCsv } from './parse-csv.ts';
import { jsonPasses, parseJson } from './parse-json.ts';
import { parseIdx } from './parse-idx.ts';
import { parseParquet, readParquet } from './parse-parquet.ts';
import type { TableFormat } from './table-format.ts';
import { formatCsv } from './write-csv.ts';
import { formatJson, formatJsonLines } from './write-json.ts';
import { formatParquet } from './write-parquet.ts';

/** The formats that tables are read from, those that come first preferred where a folder has a file in several. */
export const tableFormats: readonly TableFormat[] = Object.freeze([
  {
    name: 'CSV',
    extensions: ['csv'],
    parse: parseCsv,
    passes: csvPasses,
    write: (table) => formatCsv(table),
  },
  {
    name: 'TSV',
    extensions: ['tsv', 'tab'],
    parse: parseCsv,
    passes: csvPasses,
    write: (table) => formatCsv(table, { delimiter: '\t' }),
  },
  {
    name: 'JSON lines',
    extensions: ['jsonl', 'ndjson'],
    parse: parseJson,
    passes: jsonPasses,
    write: formatJsonLines,
  },
  { name: 'JSON', extensions: ['json'], parse: parseJson, passes: jsonPasses, write: formatJson },
  { name: 'Parquet', extensions: ['parquet'], parse: parseParquet, read: readParquet, write: formatParquet },
  { name: 'IDX', extensions: ['idx'], parse: parseIdx },
] satisfies TableFormat[]);

/** How a file is packed, as its name says; what is left of the name says its format. */
const PACKED = /\.(gz|zst|zip)$/i;

/** Whether the name says that the file has to be unpacked. */
export function isPacked(name: string): boolean {
  return PACKED.test(name);
}

/** How MNIST's files are named: `train-images-idx3-ubyte`, or with a dot before `idx3`. */
const IDX_NAME = /[.-]idx\d+-\w+$/i;

/** The format of a file of this name, packed or not: `train.csv.gz` is CSV. */
export function formatOf(name: string): TableFormat | undefined {
  const bare = name.replace(PACKED, '').replace(IDX_NAME, '.idx');
  const extension = /\.([^./\\]+)$/.exec(bare)?.[1]?.toLowerCase();
  return tableFormats.find(({ extensions }) => extension !== undefined && extensions.includes(extension));
}
