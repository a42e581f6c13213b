import { expect, test } from 'vitest';
import { descriptionText } from './description-text.ts';

test.each([
  [{ kind: 'dense', units: 64 }, 'kind: dense, units: 64'],
  [[1, 2], '[1, 2]'],
  [[], 'none'],
  [
    { layers: [{ kind: 'dense', units: 8 }, { kind: 'dropout' }], epochs: 3 },
    '\nlayers:\n  - kind: dense, units: 8\n  - kind: dropout\nepochs: 3',
  ],
  [{ a: { b: { c: [1] } } }, '\na:\n  b:\n    c: [1]'],
])('%j', (value, text) => {
  expect(descriptionText(value)).toBe(text);
});

test('code stands line by line, below its name', () => {
  expect(descriptionText({ kind: 'function', source: '(p) =>\n  dense(p)' })).toBe(
    '\nkind: function\nsource:\n  (p) =>\n    dense(p)',
  );
});
