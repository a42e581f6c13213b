import { answerRounds, requirePeer } from '../node.ts';
import type { Figure } from './read-csv.bench.ts';

interface Series {
  toArray(): readonly unknown[];
  isNumeric(): boolean;
}
interface Polars {
  readCSV(path: string): { getColumns(): readonly Series[] };
}

// read-csv-polars.ts FIGURE FILE: polars from JavaScript, to typed arrays where a column is of numbers.
const [figure, path] = process.argv.slice(2) as [Figure, string];
const required = requirePeer('nodejs-polars') as { default?: Polars } & Polars;
const polars = required.default ?? required;

await answerRounds(() => {
  const before = process.cpuUsage();
  const columns = polars.readCSV(path).getColumns();
  const cells = columns.map((column) => {
    const values = column.toArray();
    return column.isNumeric()
      ? Float64Array.from(values, (value) => (value === null ? NaN : Number(value)))
      : values;
  });
  const { user, system } = process.cpuUsage(before);
  return figure === 'seconds' && cells.length > 0
    ? (user + system) / 1e6
    : process.resourceUsage().maxRSS / 1024;
});
