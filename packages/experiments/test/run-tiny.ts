// What a test starts as a process of its own: runs the sweep of the competition in the folder that is named, a line an event.
import { openCompetition } from '../src/run/open-competition.ts';
import { runSweep } from '../src/run/run-sweep.ts';
import type { CompetitionHome } from '../src/run/home.ts';

const { home, workers } = JSON.parse(process.argv[2]!) as { home: CompetitionHome; workers: number };
const { rows } = await runSweep(await openCompetition(home), {
  workers,
  onProgress: (event) => console.log(event.type),
});
console.log(JSON.stringify(rows));
