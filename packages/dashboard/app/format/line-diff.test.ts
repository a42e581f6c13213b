import { expect, test } from 'vitest';
import { diffParts, lineDiff } from './line-diff.ts';

const texts = (lines: ReturnType<typeof lineDiff>) =>
  lines.map(({ of, text }) => `${{ both: ' ', first: '-', other: '+' }[of]}${text}`);

test('a difference keeps what is common, in order', () => {
  expect(texts(lineDiff('abcd'.split(''), 'axcye'.split('')))).toEqual([
    ' a',
    '-b',
    '+x',
    ' c',
    '-d',
    '+y',
    '+e',
  ]);
  expect(texts(lineDiff([], ['a']))).toEqual(['+a']);
  expect(texts(lineDiff(['a'], []))).toEqual(['-a']);
});

test('taking away and adding gives the one from the other, with as few lines as can be', () => {
  const [first, other] = ['abcabba'.split(''), 'cbabac'.split('')];
  const lines = lineDiff(first, other);
  expect(lines.filter(({ of }) => of !== 'other').map(({ text }) => text)).toEqual(first);
  expect(lines.filter(({ of }) => of !== 'first').map(({ text }) => text)).toEqual(other);
  // The example of Myers' paper, whose shortest script has five lines.
  expect(lines.filter(({ of }) => of !== 'both')).toHaveLength(5);
});

test('lines far from a difference are counted', () => {
  const same = Array.from({ length: 9 }, (_, i) => String(i));
  const parts = diffParts(lineDiff([...same, 'a', ...same], [...same, 'b', ...same]));
  expect(parts.map((part) => (typeof part === 'number' ? part : texts(part)))).toEqual([
    7,
    [' 7', ' 8', '-a', '+b', ' 0', ' 1'],
    7,
  ]);
  expect(diffParts(lineDiff(same, same))).toEqual([9]);
  expect(diffParts([])).toEqual([]);
});
