import { categorical, fitTransform, oneHot, onColumns, readCsv } from '@foldwise/data';
import { answerRounds } from '../node.ts';
import type { Figure } from './read-csv.bench.ts';

// read-csv.ts FIGURE FILE: what reading the file costs, a figure a round.
const [figure, path] = process.argv.slice(2) as [Figure, string];

await answerRounds(async () => {
  const before = process.cpuUsage();
  const table = await readCsv(path);
  const { user, system } = process.cpuUsage(before);
  if (figure === 'seconds') return (user + system) / 1e6;
  if (figure === 'seconds per million cells') return (user + system) / (table.length * table.columns.length);
  if (figure === 'one-hot megabytes') fitTransform(onColumns(categorical(), oneHot()), table);
  return process.resourceUsage().maxRSS / 1024;
});
