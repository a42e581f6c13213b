import { categorical, fitTransform, oneHot, onColumns, readCsv } from '@foldwise/data';
import { createInterface } from 'node:readline';

// read-csv.js FIGURE FILE: what reading the file costs, a figure a line read. JavaScript, since the engine's own compiler of TypeScript would count
// among the memory.
const [figure, path] = process.argv.slice(2);

async function round() {
  const before = process.cpuUsage();
  const table = await readCsv(path);
  const { user, system } = process.cpuUsage(before);
  if (figure === 'seconds') return (user + system) / 1e6;
  if (figure === 'seconds per million cells') return (user + system) / (table.length * table.columns.length);
  if (figure === 'one-hot megabytes') {
    const [encoded] = fitTransform(onColumns(categorical(), oneHot()), table);
    // Values are made when they are read.
    for (const column of encoded.columns) if (column.kind === 'number') void column.values;
  }
  return process.resourceUsage().maxRSS / 1024;
}

for await (const _ of createInterface({ input: process.stdin })) console.log(String(await round()));
