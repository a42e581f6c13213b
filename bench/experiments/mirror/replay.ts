/**
 * What the mirror takes of a core while a sweep goes on: replay.ts slow|down SECONDS. The journal of a sweep of the penguins, two trials a
 * second, grows again line by line in a process that does nothing else: the processor that the process takes from the first line to the
 * last, all threads and what is loaded and compiled for it included, is the mirror's. In hundredths of a core.
 */

import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { liveMirror, openCompetition, runSweep, trackingServer } from '@foldwise/experiments';
import { answerRounds } from '../../node.ts';
import { penguinsHome } from './penguins-home.ts';
import { addressOf } from './servers.ts';

const [server, given] = process.argv.slice(2);
const seconds = Number(given);

const { home, remove } = penguinsHome();
process.once('exit', remove);
const { study } = await runSweep(await openCompetition(home), { trials: 2 * seconds, workers: 2 });
const journal = `${home.directory}/runs/${study}/journal.jsonl`;
const lines = readFileSync(journal, 'utf8').split(/(?<=\n)/);
const address = await addressOf(server);

await answerRounds(async () => {
  writeFileSync(journal, '');
  const [began, before] = [performance.now(), process.cpuUsage()];
  const mirror =
    address === undefined ? undefined : liveMirror(home, study, trackingServer(address, {}), () => {});
  for (const [i, line] of lines.entries()) {
    appendFileSync(journal, line);
    await wait(Math.max(0, began + (1000 * seconds * (i + 1)) / lines.length - performance.now()));
  }
  const spent = process.cpuUsage(before);
  const share = (spent.user + spent.system) / 1e4 / ((performance.now() - began) / 1000);
  await mirror?.finish(0);
  rmSync(`${dirname(journal)}/mlflow`, { recursive: true, force: true });
  return share;
});
