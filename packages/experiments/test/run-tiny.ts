// What a test starts as a process of its own: runs a sweep of the competition in the folder that is named, a line an event.
import { openCompetition } from '../src/run/open-competition.ts';
import { runSweep } from '../src/run/run-sweep.ts';
import type { CompetitionHome } from '../src/run/home.ts';
import { mortalFiles } from './mortal-files.ts';

const { home, workers, sweep, calls } = JSON.parse(process.argv[2]!) as {
  home: CompetitionHome;
  workers: number;
  /** Default: the first one. */
  sweep?: string;
  /** How many calls of the file system the process survives; default: any number. */
  calls?: number;
};
const { rows } = await runSweep(
  await openCompetition(home),
  {
    workers,
    ...(sweep !== undefined && { sweep }),
    onProgress: (event) => console.log(event.type),
  },
  calls === undefined ? {} : { files: mortalFiles(calls) },
);
console.log(JSON.stringify(rows));
