import { exp } from '@foldwise/core';

/** A number that remembers what it was made of, and by how much the end result changes with it. */
export interface Scalar {
  value: number;
  slope: number;
  readonly parts: readonly Scalar[];
  /** Hands this number's slope on to its parts. */
  readonly passBack: (self: Scalar) => void;
}

function made(value: number, parts: readonly Scalar[], passBack: Scalar['passBack']): Scalar {
  return { value, slope: 0, parts, passBack };
}

/** A number to start with: an input or a weight. */
export const scalar = (value: number): Scalar => made(value, [], () => {});

export const add = (a: Scalar, b: Scalar): Scalar =>
  made(a.value + b.value, [a, b], ({ slope }) => {
    a.slope += slope;
    b.slope += slope;
  });

export const multiply = (a: Scalar, b: Scalar): Scalar =>
  made(a.value * b.value, [a, b], ({ slope }) => {
    a.slope += b.value * slope;
    b.slope += a.value * slope;
  });

export const power = (a: Scalar, n: number): Scalar =>
  made(a.value ** n, [a], ({ slope }) => void (a.slope += n * a.value ** (n - 1) * slope));

export const relu = (a: Scalar): Scalar =>
  made(Math.max(0, a.value), [a], ({ slope }) => void (a.slope += a.value > 0 ? slope : 0));

export const sigmoid = (a: Scalar): Scalar =>
  made(1 / (1 + exp(-a.value)), [a], (self) => void (a.slope += self.value * (1 - self.value) * self.slope));

/** Finds by how much `end` changes with each number that it was made of, the last ones first. */
export function backward(end: Scalar): void {
  const order: Scalar[] = [];
  const seen = new Set<Scalar>();
  const visit = (one: Scalar): void => {
    if (seen.has(one)) return;
    seen.add(one);
    one.parts.forEach(visit);
    order.push(one);
  };
  visit(end);
  end.slope = 1;
  for (const one of order.toReversed()) one.passBack(one);
}

/** What follows is made of the above. */
export const times = (a: Scalar, factor: number): Scalar => multiply(a, scalar(factor));
export const plus = (a: Scalar, summand: number): Scalar => add(a, scalar(summand));
export const minus = (a: Scalar, b: Scalar): Scalar => add(a, times(b, -1));
export const sum = (all: readonly Scalar[]): Scalar => all.reduce(add);
