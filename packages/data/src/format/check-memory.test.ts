import { describe, expect, it } from 'vitest';
import { splitSource } from '../../test/split-source.ts';
import { numberColumn } from '../table/column.ts';
import { Table } from '../table/table.ts';
import { parseCsv, csvPasses } from './parse-csv.ts';
import { parseJson } from './parse-json.ts';
import { parseParquet } from './parse-parquet.ts';
import { streamOver } from './passes.ts';
import { formatParquet } from './write-parquet.ts';

describe('a table that is larger than memory', () => {
  const csv = `a,b\n${'1.5,2.5\n'.repeat(1000)}`;
  const message = (file: string) =>
    `${file}: expected a table that fits into memory (0.00800 MB), got one of about 0.0160 MB: 1,000 rows × 2 columns — ` +
    'read only the columns you need (columns: [...], or ignored() in the schema) or fewer rows (rows: 500), or use a machine with more memory';

  it('is refused before it is made, in every format', async () => {
    // One row more: what is behind the last line break might have been one.
    expect(() => parseCsv(csv.trimEnd(), { memoryLimit: 8000 })).toThrow(message('CSV'));
    expect(() => parseJson('{"a":1,"b":2}\n'.repeat(1000), { memoryLimit: 8000 })).toThrow(message('JSON'));
    const bytes = await formatParquet(parseCsv(csv));
    await expect(parseParquet(bytes, { memoryLimit: 8000 })).rejects.toThrow(message('Parquet'));
  });

  it('is refused by what its first part tells of a file whose size is known', async () => {
    const bytes = Buffer.from(csv);
    const source = { ...splitSource(bytes, [400]), size: bytes.length };
    await expect(streamOver(source, csvPasses({ memoryLimit: 12_000 }))).rejects.toThrow(/1,0\d\d rows × 2/);
  });

  it('is read with fewer columns or rows', () => {
    expect(parseCsv(csv, { memoryLimit: 8100, columns: ['b'] }).length).toBe(1000);
    expect(parseCsv(csv, { memoryLimit: 8000, rows: 500 }).names).toEqual(['a', 'b']);
  });

  it('is refused where its texts are more than the heap holds, by the column that has most', async () => {
    const rows = Array.from({ length: 1000 }, (_, row) => `x,text ${row}\n`).join('');
    const bytes = Buffer.from(`a,b\n${rows}`);
    await expect(
      streamOver(splitSource(bytes, [9000]), csvPasses({ name: 'a.csv', memoryLimit: 20_000 })),
    ).rejects.toThrow(
      /^a\.csv: expected texts that fit into the heap \(0\.0200 MB\), got more: "b" alone has \d+ different ones so far — leave that column out .* --max-old-space-size=1 or more$/,
    );
  });
});

describe('columns of bytes', () => {
  it('stay bytes where rows are taken', () => {
    const table = new Table([numberColumn('x', Uint8Array.of(0, 1, 255))]);
    expect(table.take(Uint32Array.of(2, 1)).column('x')).toEqual(numberColumn('x', Uint8Array.of(255, 1)));
  });
});
