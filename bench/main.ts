import { globSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { measure, type BenchFile, type Row, type TableOptions } from './harness.ts';

const here = import.meta.dirname;
const areas = globSync('*/*.{bench,table}.ts', { cwd: here })
  .map((file) => file.split('/')[0]!)
  .filter((area, at, all) => all.indexOf(area) === at)
  .toSorted();
const usage = `usage: pnpm bench <area> [--quick] [--only PART_OF_A_NAME] [--json FILE]\nareas: ${areas.join(', ')}`;

function figure(value: number | null): string {
  if (value === null) return '–';
  return value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}

function print(rows: readonly Row[]): void {
  const cells = [
    ['bench', 'unit', 'foldwise', 'peer', '', 'ratio'],
    ...rows.map((row) => [
      row.name,
      row.unit,
      figure(row.ours),
      figure(row.peer),
      row.peerName ?? '–',
      row.ratio === null ? '–' : `${row.ratio.toPrecision(3)}×`,
    ]),
  ];
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  for (const row of cells) {
    const padded = row.map((cell, column) =>
      column === 2 || column === 3 || column === 5
        ? cell.padStart(widths[column]!)
        : cell.padEnd(widths[column]!),
    );
    console.log(padded.join('  ').trimEnd());
  }
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [''] },
      json: { type: 'string' },
    },
  });
  const { quick, only } = values;
  const [area] = positionals;
  if (area === undefined || positionals.length > 1 || !areas.includes(area)) {
    console.error(area === undefined ? usage : `no area "${positionals.join(' ')}"\n${usage}`);
    return 2;
  }
  const rounds = quick ? 3 : 9;
  console.log(
    `${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}, medians of up to ${rounds} rounds in turn, CPU time, one thread`,
  );
  const rows: Row[] = [];
  const said = new Set<string>();
  const say = (line: string): void => {
    if (!said.has(line)) console.log(line);
    said.add(line);
  };
  for (const file of globSync(`${area}/*.bench.ts`, { cwd: here }).toSorted()) {
    const { default: benches, summarise = (all) => all } = (await import(`./${file}`)) as BenchFile;
    const all: Row[] = [];
    for (const bench of benches) {
      if (only.every((part) => !bench.name.includes(part))) continue;
      console.error(`${bench.name} …`);
      all.push(...(await measure(bench, { rounds, quick }, say)));
    }
    rows.push(...summarise(all));
  }
  for (const file of globSync(`${area}/*.table.ts`, { cwd: here }).toSorted()) {
    const { table } = (await import(`./${file}`)) as { table: (options: TableOptions) => Promise<string> };
    const text = await table({ quick, only, say: (line) => console.error(line) });
    if (text !== '') console.log(`${text}\n`);
  }
  print(rows);
  console.log('ratio: how many times better foldwise is; below 1 the peer wins');
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
  return 0;
}

process.exitCode = await main();
