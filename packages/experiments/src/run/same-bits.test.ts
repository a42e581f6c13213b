import { expect, test } from 'vitest';
import { noteOnBits, sameBits } from './same-bits.ts';

test('the relaxed build has the same bits however its operations are joined, and no other tier has them', () => {
  expect(sameBits('revectorised', 'relaxed')).toBe(true);
  expect(sameBits('plain', 'relaxed')).toBe(false);
  expect(sameBits('plain', 'reference')).toBe(false);
});

test('going on with other bits is told of, with both tiers and the way out', () => {
  expect(noteOnBits('mlp-12345678', 'plain', 'relaxed')).toContain(
    'mlp-12345678 was begun on the tier "plain" (a multiplication and addition in two roundings) and goes on on "relaxed"',
  );
  expect(noteOnBits('mlp-12345678', 'plain', 'relaxed')).toContain('--portable');
  expect(noteOnBits('mlp-12345678', 'relaxed', 'revectorised')).toBeUndefined();
  // An older journal does not say.
  expect(noteOnBits('mlp-12345678', null, 'plain')).toBeUndefined();
  expect(noteOnBits('mlp-12345678', undefined, 'plain')).toBeUndefined();
});
