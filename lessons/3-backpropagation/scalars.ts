import { defineProgram } from '../lesson.ts';
import { add, backward, minus, multiply, plus, power, relu, scalar, times } from './engine.ts';

/** A long expression without a meaning, which uses every operation: the one in micrograd's description. */
export function longExpression() {
  const a = scalar(-4);
  const b = scalar(2);
  let c = add(a, b);
  let d = add(multiply(a, b), power(b, 3));
  c = add(c, plus(c, 1));
  c = add(c, minus(plus(c, 1), a));
  d = add(d, add(times(d, 2), relu(add(b, a))));
  d = add(d, add(times(d, 3), relu(minus(b, a))));
  const e = minus(c, d);
  const f = power(e, 2);
  const g = add(times(f, 1 / 2), times(power(f, -1), 10));
  backward(g);
  return { a, b, c, d, e, f, g };
}

/** A shorter one, micrograd's first test: y is made of x, which is used many times over. */
export function shortExpression() {
  const x = scalar(-4);
  const z = add(plus(times(x, 2), 2), x);
  const q = add(relu(z), multiply(z, x));
  const h = relu(multiply(z, z));
  const y = add(add(h, q), multiply(q, x));
  backward(y);
  return { x, y };
}

export const scalars = defineProgram({
  name: 'scalars',
  title: 'An engine for slopes, in forty lines',
  run(report) {
    const { a, b, c, d, e, f, g } = longExpression();
    report.say('A long expression of a and b, its parts, and its end g with the slopes along a and b:');
    report.figures({ a: a.value, b: b.value, c: c.value, d: d.value, e: e.value, f: f.value, g: g.value });
    report.figures({ 'g by a': a.slope, 'g by b': b.slope });
    const { x, y } = shortExpression();
    report.say('A shorter one:');
    report.figures({ x: x.value, y: y.value, 'y by x': x.slope });
  },
});
