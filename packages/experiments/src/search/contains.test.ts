import { describe, expect, it } from 'vitest';
import { asParams } from './as-params.ts';
import { choice } from './choice.ts';
import { contains, reasonsOutside } from './contains.ts';
import { float } from './float.ts';
import { int } from './int.ts';
import { oneOf } from './one-of.ts';

const space = {
  rate: float(0.001, 0.1, { scale: 'log' }),
  dropout: float(0, 0.6, { step: 0.1 }),
  units: int(16, 64, { step: 16 }),
  layers: int(1, 4),
  widths: choice([64], [64, 32]),
  optimizer: oneOf({ adam: { beta: float(0, 1) }, sgd: {} }),
};
const inside = {
  rate: 0.01,
  dropout: 0.3,
  units: 48,
  layers: 2,
  widths: [64, 32],
  optimizer: { kind: 'adam', beta: 0 },
};

describe('contains', () => {
  it('is true inside, ends included', () => {
    expect(reasonsOutside(space, inside)).toEqual([]);
    expect(contains(space, { ...inside, rate: 0.001, dropout: 0.6, optimizer: { kind: 'sgd' } })).toBe(true);
  });

  it.each<[string, object, readonly string[]]>([
    ['rate', { rate: 0.2 }, ['rate: expected 0.001 to 0.1, got 0.2']],
    ['NaN', { rate: Number.NaN }, ['rate: expected a number, got NaN']],
    ['a text', { rate: '0.01' }, ['rate: expected a number, got "0.01"']],
    ['float step', { dropout: 0.35 }, ['dropout: expected 0 plus a multiple of 0.1, got 0.35']],
    // 0.1 · 3 in binary, which is not the nearest number to 0.3.
    [
      'float step, nearly',
      { dropout: 0.1 * 3 },
      ['dropout: expected 0 plus a multiple of 0.1, got 0.30000000000000004'],
    ],
    ['int step', { units: 17 }, ['units: expected 16 plus a multiple of 16, got 17']],
    ['whole', { layers: 1.5 }, ['layers: expected a whole number, got 1.5']],
    ['choice', { widths: [32] }, ['widths: expected one of [64], [64,32], got [32]']],
    [
      'branch',
      { optimizer: { kind: 'adm' } },
      ['optimizer.kind: expected the name of a branch, got "adm" — did you mean "adam"?'],
    ],
    ['no branch', { optimizer: 'adam' }, ['optimizer: expected an object with "kind", got "adam"']],
    [
      'inherited name',
      { optimizer: { kind: 'toString' } },
      ['optimizer.kind: expected the name of a branch, got "toString" — there is "adam", "sgd"'],
    ],
    [
      'param of another branch',
      { optimizer: { kind: 'sgd', beta: 1 } },
      ['optimizer.beta: is not in the space — there is none'],
    ],
    ['missing in a branch', { optimizer: { kind: 'adam' } }, ['optimizer.beta: expected a value, got none']],
    ['unknown', { unit: 3 }, ['unit: is not in the space — did you mean "units"?']],
    [
      'two things',
      { rate: 1, layers: 0 },
      ['rate: expected 0.001 to 0.1, got 1', 'layers: expected 1 to 4, got 0'],
    ],
  ])('says why it is not: %s', (_, change, reasons) => {
    expect(reasonsOutside(space, { ...inside, ...change })).toEqual(reasons);
    expect(contains(space, { ...inside, ...change })).toBe(false);
  });

  it('says that something is missing, or is no object at all', () => {
    const { units, ...rest } = inside;
    expect(units).toBe(48);
    expect(reasonsOutside(space, rest)).toEqual(['units: expected a value, got none']);
    expect(reasonsOutside(space, null)).toEqual(['params: expected an object, got null']);
    expect(reasonsOutside(space, [inside])).toHaveLength(1);
  });
});

describe('asParams', () => {
  it('gives the parameters back with their types', () => {
    const { optimizer, units } = asParams(space, inside);
    expect(optimizer.kind === 'adam' ? optimizer.beta + units : 0).toBe(48);
  });

  it('throws what is wrong', () => {
    expect(() => asParams(space, { ...inside, layers: 9 }, 'trial 3')).toThrow(
      'trial 3: expected parameters of the search space, got others: layers: expected 1 to 4, got 9 — check',
    );
  });
});
