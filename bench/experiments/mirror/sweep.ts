/**
 * What a sweep of the penguins takes on the wall, in seconds: sweep.ts results|wait none|slow|down TRIALS. From its first event until its
 * results are there (`results`), or what the mirror takes after that for the last of them (`wait`).
 */

import {
  type LiveMirror,
  liveMirror,
  openCompetition,
  runSweep,
  trackingServer,
} from '@foldwise/experiments';
import { answerRounds } from '../../node.ts';
import { penguinsHome } from './penguins-home.ts';
import { addressOf } from './servers.ts';

const [what, server, trials] = process.argv.slice(2);
const address = await addressOf(server);

await answerRounds(async () => {
  const { home, remove } = penguinsHome();
  try {
    const open = await openCompetition(home);
    let mirror: LiveMirror | undefined;
    const began = performance.now();
    await runSweep(open, {
      trials: Number(trials),
      workers: 2,
      onProgress: (event) => {
        if (event.type !== 'study' || address === undefined) return;
        mirror = liveMirror(home, event.study, trackingServer(address, {}), () => {});
      },
    });
    const results = performance.now();
    // As the command does it.
    await mirror?.finish(Math.max(2, ((results - began) / 1000) * 0.015));
    return (what === 'results' ? results - began : performance.now() - results) / 1000;
  } finally {
    remove();
  }
});
