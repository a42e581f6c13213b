import { FoldwiseError } from '@foldwise/core';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, hashOf, parseCanonicalJson, sha256Of } from './canonical-json.ts';

const anyJson = fc.jsonValue();
const anyNumber = fc.double();

describe('canonicalJson', () => {
  it('sorts keys and writes no white space', () => {
    expect(canonicalJson({ b: [1, { d: null, c: true }], a: 'x', B: 2 })).toBe(
      '{"B":2,"a":"x","b":[1,{"c":true,"d":null}]}',
    );
  });

  it('tags the numbers that JSON lacks, and strings that look like a tag', () => {
    expect(canonicalJson([Number.NaN, Infinity, -Infinity, -0, 0, '~NaN', '~'])).toBe(
      '["~NaN","~Infinity","~-Infinity","~-0",0,"~~NaN","~~"]',
    );
  });

  it('is read back as the same value', () => {
    fc.assert(
      fc.property(
        fc.record({ any: anyJson, number: anyNumber, text: fc.string().map((s) => `~${s}`) }),
        (value) => {
          expect(parseCanonicalJson(canonicalJson(value))).toEqual(value);
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });

  it.each(['~NaO', '~1', '~', '~0', '~nan'])('is not read where the tag is unknown: %s', (text) => {
    expect(() => parseCanonicalJson(JSON.stringify([text]))).toThrow(SyntaxError);
  });

  it('keeps a key that is named __proto__', () => {
    const text = '{"__proto__":{"a":1}}';
    expect(canonicalJson(parseCanonicalJson(text))).toBe(text);
  });

  it('leaves out undefined members, as JSON does', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  it.each([
    [
      'a function',
      { a: { f: () => 1 } },
      'canonicalJson at a.f: expected plain data that JSON can hold, got a function',
    ],
    [
      'undefined in an array',
      [1, undefined],
      'canonicalJson at 1: expected plain data that JSON can hold, got undefined',
    ],
    ['a bigint', 1n, 'canonicalJson: expected plain data that JSON can hold, got a bigint'],
    [
      'typed array',
      new Float64Array(2),
      'canonicalJson: expected plain data that JSON can hold, got an instance of Float64Array',
    ],
  ])('refuses %s and says where it is', (_, value, message) => {
    expect(() => canonicalJson(value)).toThrow(FoldwiseError);
    expect(() => canonicalJson(value)).toThrow(message);
  });

  it('refuses a hole in an array', () => {
    const holes: number[] = [];
    holes[2] = 1;
    expect(() => canonicalJson(holes)).toThrow(
      'canonicalJson at 0: expected plain data that JSON can hold, got undefined',
    );
  });

  it('refuses a cycle, but not a value that occurs twice', () => {
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    expect(() => canonicalJson(cycle)).toThrow('an object that contains itself');
    const twice = { a: 1 };
    expect(canonicalJson([twice, twice])).toBe('[{"a":1},{"a":1}]');
  });
});

describe('hashOf', () => {
  it('does not depend on the order of keys', () => {
    expect(hashOf({ a: 1, b: [2] })).toBe(hashOf({ b: [2], a: 1 }));
    expect(hashOf({ a: 1 })).not.toBe(hashOf({ a: '1' }));
  });

  it('is the sha256 of the canonical text', () => {
    // FIPS 180-2, appendix B.1.
    expect(sha256Of('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    // printf '{"a":1}' | sha256sum
    expect(hashOf({ a: 1 })).toBe('015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862');
  });
});
