import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tinyCompetition } from '../../test/tiny-competition.ts';
import { openJournal } from '../journal/journal.ts';
import { detailsOf } from './details-of.ts';
import { openCompetition } from './open-competition.ts';
import { journalPath, studyDirectory } from './places.ts';
import { runModel, runSweep } from './run-sweep.ts';
import { listRuns, showRun } from './runs.ts';
import { studyEvent } from './study-event-schema.ts';
import { studyReader } from './study-reader.ts';

const patience = { timeout: 120_000 };

test('reads a journal again when it has changed, and only then', patience, async () => {
  const home = tinyCompetition();
  const reader = studyReader(home);
  expect(reader.read()).toEqual({ studies: [], problems: [], version: '' });
  const open = await openCompetition(home);
  const sweep = await runSweep(open, { workers: 0, trials: 1 });
  const first = reader.read();
  expect(first.version).toBe(reader.version());
  expect(first.studies.flatMap(({ rows }) => rows)).toEqual(sweep.rows);
  await runModel(open, { model: 'constant', workers: 0 });
  expect(reader.version()).not.toBe(first.version);
  const second = reader.read();
  expect(second.studies.flatMap(({ rows }) => rows)).toEqual(await listRuns(home));
  // The very same object: what did not change was not read.
  expect(second.studies).toContain(first.studies[0]);
  rmSync(studyDirectory(home, sweep.study), { recursive: true });
  expect(reader.read().studies).toHaveLength(1);
});

test('gives the details that showRun gives', patience, async () => {
  const home = tinyCompetition();
  await runSweep(await openCompetition(home), { workers: 0, trials: 2 });
  const reader = studyReader(home);
  const { study: name } = reader.read().studies[0]!.header;
  const study = reader.whole(name)!;
  expect(reader.whole(name)).toBe(study);
  expect(reader.whole('none')).toBeUndefined();
  const details = study.rows.map((row) => detailsOf(home, study, row));
  expect(details).toEqual(await Promise.all(study.rows.map(({ id }) => showRun(home, id))));
});

test('tells what is wrong with a journal, and gives the others', patience, async () => {
  const home = tinyCompetition();
  const { study, rows } = await runSweep(await openCompetition(home), { workers: 0, trials: 1 });
  const bad = journalPath(home, 'bad-00000000');
  mkdirSync(studyDirectory(home, 'bad-00000000'));
  writeFileSync(bad, 'no journal\n');
  const { studies, problems } = studyReader(home).read();
  expect(studies.map(({ header }) => header.study)).toEqual([study]);
  expect(studies[0]!.rows).toEqual(rows);
  expect(problems).toEqual([expect.stringContaining(`${bad}:1: this line (at byte 0)`)]);
});

test('a trial runs until the process that began it dies', patience, async () => {
  const home = tinyCompetition();
  const { study } = await runSweep(await openCompetition(home), { workers: 0, trials: 1 });
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  const journal = openJournal(journalPath(home, study), studyEvent);
  const last = journal.events.findLast((event) => event.type === 'session')!;
  const at = '2026-01-01T00:00:00Z';
  journal.append({ ...last, process: { ...last.process, pid: other.pid!, started: '' } });
  journal.append({ type: 'trial-started', trial: 7, params: {}, at });
  journal.close();
  const reader = studyReader(home);
  const states = () => reader.read().studies[0]!.rows.map(({ state }) => state);
  expect(states()).toEqual(['complete', 'running']);
  const alive = reader.version();
  other.kill('SIGKILL');
  await once(other, 'exit');
  expect(reader.version()).not.toBe(alive);
  expect(states()).toEqual(['complete']);
});
