/**
 * What a sweep of the penguins takes from its first event to its end, the wait for the mirror included: sweep.ts cpu|clock none|slow|down
 * TRIALS. CPU seconds of this process, or seconds on the wall. `slow` is a server that answers each request after 200 ms, in a process of
 * its own; `down` an address where nobody listens.
 */

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import {
  type LiveMirror,
  liveMirror,
  openCompetition,
  runSweep,
  trackingServer,
} from '@foldwise/experiments';
import { freePort } from 'mlflow-js-client/testing';
import { answerRounds } from '../../node.ts';

const [what, server, trials] = process.argv.slice(2);
const module = new URL('../../../competitions/penguins/competition.ts', import.meta.url);

async function addressOf(kind: string | undefined): Promise<string | undefined> {
  if (kind === 'none') return undefined;
  if (kind === 'down') return `http://127.0.0.1:${await freePort()}`;
  const script = fileURLToPath(new URL('slow-server.ts', import.meta.url));
  const child = spawn(process.execPath, [...process.execArgv, script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  process.once('exit', () => child.kill());
  const first = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  return String(first.value);
}

const address = await addressOf(server);

await answerRounds(async () => {
  const directory = mkdtempSync(join(tmpdir(), 'foldwise-mirror-'));
  try {
    const home = { slug: 'penguins', module: module.href, directory, dataDirectory: join(directory, 'data') };
    const open = await openCompetition(home);
    let mirror: LiveMirror | undefined;
    const [began, before] = [performance.now(), process.cpuUsage()];
    await runSweep(open, {
      trials: Number(trials),
      workers: 2,
      onProgress: (event) => {
        if (event.type !== 'study' || address === undefined) return;
        mirror = liveMirror(home, event.study, trackingServer(address, {}), () => {});
      },
    });
    // As the command does it.
    await mirror?.finish(Math.max(0.5, ((performance.now() - began) / 1000) * 0.015));
    const spent = process.cpuUsage(before);
    return what === 'cpu' ? (spent.user + spent.system) / 1e6 : (performance.now() - began) / 1000;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
