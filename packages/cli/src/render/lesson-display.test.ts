import { expect, test } from 'vitest';
import type { Io } from '../io.ts';
import { lessonDisplay } from './lesson-display.ts';

function listen(isTTY: boolean) {
  const heard = { out: '', err: '' };
  const output = (to: 'out' | 'err') => ({
    write: (text: string) => void (heard[to] += text),
    isTTY,
    columns: isTTY ? 40 : undefined,
    colour: false,
  });
  const io: Io = {
    out: output('out'),
    err: output('err'),
    cwd: '/',
    env: {},
    signal: new AbortController().signal,
    now: () => 0,
  };
  return { heard, display: lessonDisplay(io, (entry) => `${entry.kind}\n`) };
}

test('a terminal shows how far a program is, on a line that goes away', () => {
  const { heard, display } = listen(true);
  display.progress({ done: 1, total: 4, words: 'loss 0.5, and more than has room' });
  expect(heard.err).toBe('\r\u001b[K━━━━━───────────────  1/4  loss 0.5, an');
  display.entry({ kind: 'words', text: 'done' });
  display.end();
  expect(heard.err.endsWith('an\r\u001b[K')).toBe(true);
  expect(heard.out).toBe('words\n');
});

test('a pipe hears nothing of it', () => {
  const { heard, display } = listen(false);
  display.progress({ done: 1, total: 4, words: '' });
  display.end();
  expect(heard).toEqual({ out: '', err: '' });
});
