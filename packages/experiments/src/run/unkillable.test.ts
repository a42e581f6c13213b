import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rng } from '@foldwise/core';
import type { Rng } from '@foldwise/core';
import { afterAll, describe, expect, it } from 'vitest';
import { drawFate, liveThrough, mortalModel, peace } from '../../test/live-through.ts';
import { tinyCompetition } from '../../test/tiny-competition.ts';
import { readJournal } from '../journal/read-journal.ts';
import type { CompetitionHome } from './home.ts';
import { openCompetition } from './open-competition.ts';
import type { StudyResult } from './options.ts';
import { artifactsDirectory, journalPath } from './places.ts';
import { readStudies } from './read-studies.ts';
import { runSweep } from './run-sweep.ts';
import { studyEvent } from './study-event-schema.ts';
import type { TrialEnded } from './study-event.ts';
import { isEnded } from './study-journal.ts';

/** Where a sampler learns from earlier trials, it does so within the eight trials. */
const samplers: Readonly<Record<string, string>> = {
  random: 'randomSampler()',
  sobol: 'sobolSampler()',
  tpe: 'tpeSampler({ startup: 2 })',
  gp: 'gpSampler({ startup: 2 })',
  auto: 'autoSampler()',
  grid: 'gridSampler({ points: 4, shuffle: true })',
};

const sweeps = Object.entries(samplers).map(
  ([name, sampler]) =>
    `defineSweep({ name: '${name}', space, sampler: ${sampler}, trials: 8, lag: 3, model: (p) => made(p) })`,
);

/** Some trials fail. */
const before = `${mortalModel}
const space = { shift: float(0, 1), fails: choice(false, true) };
const made = (p) => mortal(guess({ shift: p.shift, fails: p.fails && p.shift > 0.5 }));`;

const competition = () => tinyCompetition({ before, delay: 3, parts: { sweeps: `[${sweeps.join(', ')}]` } });

const compiled = mkdtempSync(join(tmpdir(), 'foldwise-compiled-'));
afterAll(() => rmSync(compiled, { recursive: true, force: true }), 600_000);

function endsIn(home: CompetitionHome, study: string): readonly TrialEnded[] {
  return readJournal(journalPath(home, study), studyEvent).events.filter(isEnded);
}

/** What a killed process left of a file is no file of the store. */
function artifactsOf(home: CompetitionHome): ReadonlyMap<string, string> {
  const directory = artifactsDirectory(home);
  const names = readdirSync(directory).filter((name) => !name.endsWith('.tmp'));
  return new Map(names.map((name) => [name, readFileSync(join(directory, name), 'base64')]));
}

/** Lets a sweep be interrupted a few times, then come to its end; gives how often it was. */
async function interrupt(
  home: CompetitionHome,
  sweep: string,
  whole: StudyResult,
  random: Rng,
): Promise<number> {
  let kept: readonly TrialEnded[] = [];
  let interruptions = 0;
  for (let life = 0; life <= 4; life++) {
    const workers = random.below(3);
    const fate = life < 4 ? drawFate(random, workers) : peace;
    const end = await liveThrough(fate, { home, sweep, workers }, compiled);
    interruptions += end.interruptions;
    const ended = endsIn(home, whole.study);
    // What was recorded once stays as it is: nothing is lost, nothing is done again.
    expect(ended.slice(0, kept.length)).toEqual(kept);
    kept = ended;
    if (end.signal === 'SIGKILL') continue;
    expect(end).toMatchObject({ code: 0, lastLine: JSON.stringify(whole.rows) });
    break;
  }
  const trials = kept.map(({ trial }) => trial);
  expect(trials.toSorted((a, b) => a - b)).toEqual(whole.rows.map(({ trial }) => trial));
  return interruptions;
}

/** Interrupts sweeps at random moments at least so often: each ends as one that nobody interrupted. Gives how often it was. */
async function interruptSweeps(times: number): Promise<number> {
  const seed = Number(process.env['FOLDWISE_TEST_SEED'] ?? Date.now() % 1e9);
  const random = rng(seed).split('moments');
  const calm = competition();
  const open = await openCompetition(calm);
  const names = Object.keys(samplers);
  try {
    let home = competition();
    let done = 0;
    for (let i = 0; done < times; i++) {
      const sweep = names[i % names.length]!;
      // In this thread, nobody interrupts it; the second time it is only read.
      const whole = await runSweep(open, { sweep, workers: 0 });
      done += await interrupt(home, sweep, whole, random);
      if (sweep !== names.at(-1) && done < times) continue;
      for (const study of readStudies(home)) expect(study.damage).toBeUndefined();
      const known = artifactsOf(calm);
      for (const [name, bytes] of artifactsOf(home)) expect(known.get(name) === bytes, name).toBe(true);
      home = competition();
    }
    return done;
  } catch (error) {
    throw new Error(`with the moments of FOLDWISE_TEST_SEED=${seed}`, { cause: error });
  }
}

describe('sweeps whose process or workers are ended at random moments end as others do', () => {
  it('12 times', { timeout: 600_000 }, async () => {
    expect(await interruptSweeps(12)).toBeGreaterThanOrEqual(12);
  });

  it('200 times', { tags: ['slow'] }, async () => {
    expect(await interruptSweeps(200)).toBeGreaterThanOrEqual(200);
  });
});
