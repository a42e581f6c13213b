import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tinyCompetition } from '../../test/tiny-competition.ts';
import { openJournal } from '../journal/journal.ts';
import { parseJournal, readJournal } from '../journal/read-journal.ts';
import { openCompetition } from './open-competition.ts';
import { journalPath } from './places.ts';
import type { ProgressEvent } from './progress.ts';
import { readStudies, readStudy } from './read-studies.ts';
import type { ReadStudy } from './read-studies.ts';
import { runSweep } from './run-sweep.ts';
import { studyEvent } from './study-event-schema.ts';
import type { StudyEvent, StudyStarted } from './study-event.ts';
import { endedTrials, openStudy } from './study-journal.ts';

const patience = { timeout: 300_000 };

/** A study of two trials, one of which failed, and its journal. */
async function smallStudy() {
  const before = `const two = defineSweep({ name: 'two', space: { fails: choice(false, true) }, enqueue: [{ fails: false }, { fails: true }], trials: 2, model: (p) => guess({ shift: 0.5, ...p }) });`;
  const home = tinyCompetition({ before, parts: { sweeps: '[two]' } });
  const whole = await runSweep(await openCompetition(home), { workers: 0 });
  const path = journalPath(home, whole.study);
  return { home, whole, path, bytes: readFileSync(path) };
}

/** Whether every finished trial that is read is one that was written, as it was written. */
function expectNothingWrong(read: ReadStudy | undefined, whole: ReadStudy, at: string): void {
  for (const [trial, event] of read?.ended ?? []) expect(event, at).toEqual(whole.ended.get(trial));
  expect([undefined, JSON.stringify(whole.header)], at).toContain(read && JSON.stringify(read.header));
}

describe('the journal of a study', patience, () => {
  it('is read up to where it was cut off, wherever that is', async () => {
    const { home, whole, path, bytes } = await smallStudy();
    const sound = readStudy(home, whole.study)!;
    for (let length = 0; length < bytes.length; length++) {
      writeFileSync(path, bytes.subarray(0, length));
      const read = readStudy(home, whole.study);
      expectNothingWrong(read, sound, `cut after ${length} bytes`);
      const lines = bytes
        .subarray(0, length + 1)
        .toString()
        .split('\n')
        .slice(0, -1);
      const ended = lines.filter((line) => /"type":"trial-(complete|failed)"/.test(line)).length;
      expect(read?.ended.size ?? 0, `cut after ${length} bytes`).toBe(ended);
    }
  });

  it('is read with a message and never wrongly where a bit of any byte is flipped', async () => {
    const { home, whole, path, bytes } = await smallStudy();
    const sound = readStudy(home, whole.study)!;
    const last = bytes.lastIndexOf(10, -2) + 1;
    for (let at = 0; at < bytes.length; at++) {
      const flipped = Uint8Array.from(bytes);
      flipped[at]! ^= 1 << ((at * 5) % 8);
      writeFileSync(path, flipped);
      expectNothingWrong(readStudy(home, whole.study), sound, `byte ${at}`);
      const told: string[] = [];
      readStudies(home, (message) => told.push(message));
      expect(told, `byte ${at}`).toHaveLength(1);
      expect(told[0], `byte ${at}`).toContain(path);
      // Only the newline at the end can be flipped so that it looks as if the process had been stopped in the middle of the line.
      expect(told[0]!.includes('cut off'), `byte ${at}`).toBe(at === bytes.length - 1 && last < at);
    }
  });

  it('is told of when the study goes on, which ends as it would have without', async () => {
    const { home, whole, path, bytes } = await smallStudy();
    for (let at = 3; at < bytes.length; at += 211) {
      const flipped = Uint8Array.from(bytes);
      flipped[at]! ^= 4;
      writeFileSync(path, flipped);
      const notes: string[] = [];
      const onProgress = (event: ProgressEvent) => {
        if (event.type === 'note') notes.push(event.message);
      };
      expect(await runSweep(await openCompetition(home), { workers: 0, onProgress })).toEqual(whole);
      expect(notes.join('\n'), `byte ${at}`).toContain(path);
      expect(readStudy(home, whole.study)!.damage).toBeUndefined();
    }
  });
});

const anyNumber = fc.double({ noDefaultInfinity: true, noNaN: true });
const anyData = fc.dictionary(
  fc.string(),
  fc.oneof(fc.double(), fc.string(), fc.boolean(), fc.constant(null)),
);
const anyTrial = fc.nat({ max: 9 });
const anyFold = fc.record({
  fold: fc.nat(),
  score: fc.option(anyNumber),
  curve: fc.array(fc.double()),
  epochs: fc.option(fc.nat()),
  seconds: anyNumber,
  weights: fc.option(fc.string()),
});
const ofTrial = { trial: anyTrial, params: anyData, at: fc.string() };
const drawnEvent: fc.Arbitrary<StudyEvent> = fc.oneof(
  fc.record({ type: fc.constant('trial-started' as const), ...ofTrial }),
  fc.record({ type: fc.constant('trial-retried' as const), ...ofTrial }),
  fc.record({
    type: fc.constant('warm-start' as const),
    trials: fc.array(
      fc.record({
        number: fc.integer({ min: -9, max: -1 }),
        params: anyData,
        state: fc.constant('complete' as const),
        score: fc.double(),
        foldScores: fc.array(fc.double()),
      }),
    ),
    at: fc.string(),
  }),
  fc.record({
    type: fc.constant('trial-failed' as const),
    ...ofTrial,
    model: fc.option(anyData),
    reason: fc.string(),
    seconds: anyNumber,
  }),
  fc.record(
    {
      type: fc.constant('trial-complete' as const),
      ...ofTrial,
      model: anyData,
      score: anyNumber,
      objectives: fc.array(anyNumber),
      foldScores: fc.array(fc.option(anyNumber)),
      folds: fc.array(anyFold),
      layers: fc.constant(null),
      predictions: fc.string(),
      seconds: anyNumber,
    },
    {
      requiredKeys: [
        'type',
        'trial',
        'params',
        'at',
        'model',
        'score',
        'foldScores',
        'folds',
        'layers',
        'predictions',
        'seconds',
      ],
    },
  ),
  fc.record({
    type: fc.constant('trial-pruned' as const),
    ...ofTrial,
    model: anyData,
    fold: fc.nat(),
    epoch: fc.option(fc.integer({ min: 1, max: 99 })),
    steps: fc.nat(),
    score: fc.double(),
    folds: fc.array(anyFold),
    reason: fc.string(),
    seconds: anyNumber,
  }),
  fc.record({ type: fc.constant('session-ended' as const), at: fc.string() }),
);

// Plain objects, as what is read: some of fast-check's have no prototype.
const anyEvent = drawnEvent.map((event) => structuredClone(event));

const header: StudyStarted = {
  type: 'study',
  format: 1,
  study: 'any-00000000',
  kind: 'sweep',
  name: 'any',
  identity: { name: 'any' },
  metric: 'accuracy',
  goal: 'maximize',
  seed: 0,
  foldsHash: 'f',
  dataHash: 'd',
  files: [],
  at: '2026',
};

describe('a restored study', patience, () => {
  it('equals the one that was saved, whatever happened in it and however often it was opened', () => {
    const home = tinyCompetition();
    const path = journalPath(home, header.study);
    fc.assert(
      fc.property(fc.array(fc.array(anyEvent, { maxLength: 6 }), { maxLength: 3 }), (sessions) => {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, '');
        const saved: StudyEvent[] = [header];
        for (const events of sessions) {
          const study = openStudy(home, header, undefined);
          const found = new Map(study.ended);
          for (const event of events) study.append(event);
          study.close('later');
          expect(found).toStrictEqual(endedTrials(saved));
          saved.push(...events);
          expect(study.ended).toStrictEqual(endedTrials(saved));
          if (events.length > 0) saved.push({ type: 'session-ended', at: 'later' });
        }
        if (sessions.length === 0) return;
        expect(readJournal(path, studyEvent).events).toStrictEqual(saved);
        const study = readStudy(home, header.study)!;
        expect(study.ended).toStrictEqual(endedTrials(saved));
        expect(study.header).toStrictEqual(header);
      }),
      { seed: 3, numRuns: 30 },
    );
  });

  it('equals what of it was saved, wherever its journal was cut', () => {
    const path = journalPath(tinyCompetition(), 'any');
    fc.assert(
      fc.property(fc.array(anyEvent, { minLength: 1, maxLength: 6 }), fc.nat(), (events, cut) => {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, '');
        const journal = openJournal(path, studyEvent);
        journal.append(...events);
        journal.close();
        const bytes = readFileSync(path);
        const read = parseJournal(bytes.subarray(0, cut % (bytes.length + 1)), studyEvent, path).events;
        expect(read).toStrictEqual(events.slice(0, read.length));
      }),
      { seed: 4, numRuns: 100 },
    );
  });
});
