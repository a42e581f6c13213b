import { expect, test } from 'vitest';
import { named } from '../../select/named.ts';
import { texts } from '../../select/of-kind.ts';
import { categoryColumn, cellsOf, numberColumn, textColumn } from '../../table/column.ts';
import { Table } from '../../table/table.ts';
import { describeTransformer } from '../../testing/describe-transformer.ts';
import type { Transformer } from '../transformer.ts';
import { hashText } from './hash-text.ts';
import { murmur3 } from './murmur3.ts';
import { splitText } from './split-text.ts';
import { checkTerms, termsOf } from './terms-of.ts';
import { textComponents } from './text-components.ts';
import { textCounts } from './text-counts.ts';
import { tfIdf } from './tf-idf.ts';

describeTransformer(tfIdf(texts(), { minTexts: 2, maxTerms: 5 }));
describeTransformer(textComponents(texts(), { components: 4, of: 'character', ngrams: [1, 2] }));
describeTransformer(hashText(named('Note', 'Team'), { buckets: 8 }));
describeTransformer(textCounts(texts()));
describeTransformer(splitText(named('Team'), { by: ' ', pieces: 2 }));

const notes = textColumn('Note', ['Über ÜBER 7!', null, '', 'two\nlines, of TEXT']);
const table = new Table([notes]);

function rowsOf(step: Transformer, rows: Table = table): readonly (readonly unknown[])[] {
  const { columns } = step.fit(rows).transform(rows);
  return Array.from({ length: rows.length }, (_, row) =>
    columns.slice(1).map((column) => cellsOf(column)[row]),
  );
}

test('counts are of characters, words, digits and the like', () => {
  expect(rowsOf(textCounts(texts()))).toStrictEqual([
    [12, 3, 2, 10 / 3, 1, 1, 5 / 8, 1],
    [0, 0, 0, 0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 0, 0, 0],
    [18, 4, 4, 15 / 4, 0, 1, 4 / 14, 2],
  ]);
});

test('composite cells come apart, from the front or from the end', () => {
  const cabins = new Table([categoryColumn('Cabin', ['B/12/P', 'C / 7', null, '/3', 'F'])]);
  expect(rowsOf(splitText(named('Cabin'), { by: '/', pieces: 3 }), cabins)).toStrictEqual([
    ['B', '12', 'P'],
    ['C', '7', null],
    [null, null, null],
    [null, '3', null],
    ['F', null, null],
  ]);
  expect(
    rowsOf(splitText(named('Cabin'), { by: '/', pieces: 1, fromEnd: true }), cabins).flat(),
  ).toStrictEqual(['P', '7', null, '3', 'F']);
});

test('terms are runs of words or of characters', () => {
  const words = checkTerms('t', { ngrams: [1, 2], lowercase: false });
  expect(termsOf('The cat, a CAT', words)).toStrictEqual(['The', 'cat', 'CAT', 'The cat', 'cat CAT']);
  expect(termsOf('a  b𝒳', checkTerms('t', { of: 'character', ngrams: [2, 2] }))).toStrictEqual([
    'a ',
    ' b',
    'b𝒳',
  ]);
  expect(termsOf('ab c', checkTerms('t', { of: 'characterInWord', ngrams: [3, 4] }))).toStrictEqual([
    ' ab',
    'ab ',
    ' ab ',
    ' c ',
  ]);
});

test('hashes are those that the author of MurmurHash3 published', () => {
  // Test vectors for MurmurHash3_x86_32 from seed 0.
  expect(
    ['', 'test', 'Hello, world!', 'The quick brown fox jumps over the lazy dog'].map(
      (text) => murmur3(text) >>> 0,
    ),
  ).toStrictEqual([0, 0xba6bd213, 0xc0363e43, 0x2e4ff723]);
});

test('columns that the training rows have no direction for are zeros', () => {
  const two = new Table([textColumn('Note', ['raven door', 'raven'])]);
  const rows = rowsOf(textComponents(texts(), { components: 4 }), two);
  expect(rows.map((row) => row.slice(2))).toStrictEqual([
    [0, 0],
    [0, 0],
  ]);
});

test('errors name the option or the column', () => {
  expect(() => tfIdf(texts(), { minTexts: 0 })).toThrow(
    'tfIdf: expected minTexts to be a whole number of at least 1 or a share below 1, got 0',
  );
  expect(() => tfIdf(texts(), { maxTerms: 0.5 })).toThrow(
    'expected maxTerms to be a whole number of at least 1, got 0.5',
  );
  expect(() => tfIdf(texts(), { ngrams: [2, 1] })).toThrow(
    'tfIdf: expected ngrams to be two whole numbers 1 ≤ least ≤ most, got [2, 1]',
  );
  expect(() => tfIdf(texts(), { minTexts: 3 }).fit(table)).toThrow(
    'tfIdf: expected a term that counts in 4 texts, got none — pass a smaller minTexts',
  );
  expect(() => textComponents(texts(), { components: 0 })).toThrow(
    'expected components to be a whole number',
  );
  expect(() => hashText(texts(), { buckets: 0 })).toThrow('expected buckets to be a whole number');
  expect(() => splitText(texts(), { by: '', pieces: 1 })).toThrow('got an empty one');
  const numbers = new Table([numberColumn('x', [1])]);
  for (const step of [
    tfIdf(named('x')),
    hashText(named('x')),
    textCounts(named('x')),
    textComponents(named('x')),
  ]) {
    expect(() => step.fit(numbers)).toThrow(`${step.spec.kind}: expected a category column, got number "x"`);
  }
  // @ts-expect-error: what plain JavaScript could pass.
  expect(() => tfIdf(texts(), { of: 'words' })).toThrow('did you mean "word"?');
  // @ts-expect-error: what plain JavaScript could pass.
  expect(() => textCounts(texts(), ['word'])).toThrow('did you mean "words"?');
});
