import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkName, escapeName, unescapeName } from './names.ts';

describe('a name', () => {
  it.each(['auc', 'fold_3/auc', 'a b', 'a:b', 'é', '学习率', 'a.b-c', 'a...', 'n'.repeat(250)])(
    '%s is taken',
    (name) => {
      expect(() => checkName('metric', name)).not.toThrow();
    },
  );

  // What MLflow 3.17.2 answered INVALID_PARAMETER_VALUE to.
  it.each([
    '',
    'map@3',
    'a#b',
    'a,b',
    'a=b',
    'a+b',
    'a(b)',
    'a//b',
    'a/',
    '/a',
    '..',
    'a/../b',
    './a',
    'n'.repeat(251),
  ])('"%s" is refused', (name) => {
    expect(() => checkName('param', name)).toThrow(/^param: expected a name of at most 250 letters/);
  });
});

describe('an escaped name', () => {
  it.each([
    ['auc', 'auc'],
    ['fold_3/map@3', 'fold_3/map_at_3'],
    ['feature_attention', 'feature_attention'],
    ['map_at_3', 'map_x5F_at_3'],
    ['a,b', 'a_x2C_b'],
    ['class #2: é', 'class _x23_2_x3A_ é'],
    ['a//b/', 'a_x2F__x2F_b_x2F_'],
    ['a/../b', 'a/_x2E__x2E_/b'],
    ['/../a', '_x2F_../a'],
    ['😀', '_x1F600_'],
  ])('of %s is %s', (name, escaped) => {
    expect(escapeName(name)).toBe(escaped);
    expect(unescapeName(escaped)).toBe(name);
  });

  it('is taken, and tells the name it was made of', () => {
    const odd = fc.constantFrom(
      '_',
      'at',
      'x',
      '4',
      'A',
      '@',
      '/',
      '.',
      '_at_',
      '_x41_',
      ' ',
      '=',
      'é',
      '😀',
    );
    const name = fc.oneof(
      fc.array(odd, { minLength: 1, maxLength: 9 }).map((parts) => parts.join('')),
      fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(name, (text) => {
        const escaped = escapeName(text);
        expect(() => checkName('metric', escaped)).not.toThrow();
        expect(unescapeName(escaped)).toBe(text);
      }),
      { numRuns: 2000, seed: 7 },
    );
  });
});
