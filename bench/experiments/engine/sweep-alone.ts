/** Trials a second of sweeps with one worker, in a process of their own: sweep-alone.ts TRIALS FIRST_SEED. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCompetition, runSweep } from '@foldwise/experiments';
import { answerRounds } from '../../node.ts';
import { busyCompetition } from './busy-competition.ts';

const [trials, firstSeed] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'foldwise-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.on('SIGTERM', () => process.exit());
const home = busyCompetition(folder);
let seed = firstSeed!;

await answerRounds(async () => {
  const open = await openCompetition(home);
  const began = performance.now();
  await runSweep(open, { workers: 1, seed: seed++, trials: trials! });
  return trials! / ((performance.now() - began) / 1000);
});
