import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { followJournal } from './follow-journal.ts';
import { lineOf } from './journal-line.ts';

function pathOfJournal(): string {
  const folder = mkdtempSync(join(tmpdir(), 'foldwise-follow-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'journal.jsonl');
}

const follow = (path: string) => {
  const journal = followJournal(path, z.object({ n: z.number() }));
  return () => {
    const { lines, isAnew } = journal.look();
    return { seen: lines.map(({ event }) => event.n), isAnew };
  };
};

const lines = (...numbers: readonly number[]): string => numbers.map((n) => lineOf(n, { n })).join('');

it('a journal is read as it grows, whole lines only', () => {
  const path = pathOfJournal();
  const look = follow(path);
  expect(look()).toEqual({ seen: [], isAnew: false });
  writeFileSync(path, lines(0, 1));
  expect(look()).toEqual({ seen: [0, 1], isAnew: false });
  expect(look()).toEqual({ seen: [], isAnew: false });
  const next = lines(2);
  appendFileSync(path, next.slice(0, 20));
  expect(look()).toEqual({ seen: [], isAnew: false });
  appendFileSync(path, next.slice(20));
  expect(look()).toEqual({ seen: [2], isAnew: false });
});

it('a journal that was replaced, cut or taken away is read from its beginning', () => {
  const path = pathOfJournal();
  const look = follow(path);
  writeFileSync(path, lines(0, 1, 2));
  expect(look().seen).toEqual([0, 1, 2]);
  writeFileSync(path, lines(0));
  expect(look()).toEqual({ seen: [0], isAnew: true });
  rmSync(path);
  expect(look()).toEqual({ seen: [], isAnew: true });
  writeFileSync(path, lines(0, 1));
  expect(look().seen).toEqual([0, 1]);
});

it('lines that are damaged, or of another version, are passed over', () => {
  const path = pathOfJournal();
  const flipped = lines(1).replace('"n":1', '"n":7');
  writeFileSync(path, lines(0) + flipped + lineOf(2, { other: true }) + lines(3));
  expect(follow(path)().seen).toEqual([0, 3]);
});
