/** One elementwise kernel: an expression on the vectors a, b, c of its inputs and the constants p and q. */
interface Elementwise {
  readonly inputs: 1 | 2 | 3;
  readonly expression: string;
}

const select = (yes: string, no: string, condition: string): string =>
  `v128.bitselect(${yes}, ${no}, ${condition})`;
const mul = (...factors: readonly string[]): string => factors.reduce((x, y) => `f32x4.mul(${x}, ${y})`);
const add = (x: string, y: string): string => `f32x4.add(${x}, ${y})`;
const sub = (x: string, y: string): string => `f32x4.sub(${x}, ${y})`;
const one = 'one4()';
const zero = 'f32x4.splat(0)';
const splat = (x: number): string => `f32x4.splat(${x})`;
const positive = (x: string): string => `f32x4.gt(${x}, ${zero})`;
const flag = (condition: string): string => `v128.and(${condition}, ${one})`;

const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;

/** The standard normal density. */
const density = (x: string): string => mul(splat(0.3989422804014327), `exp4(${mul(splat(-0.5), x, x)})`);
/** sigmoid(x)·(1 − sigmoid(x)). */
const logisticSlope = (x: string): string => mul(`sigmoid4(${x})`, `sigmoid4(f32x4.neg(${x}))`);

/** The kernels in the order of their numbers. */
const KERNELS: Readonly<Record<string, Elementwise>> = {
  copy: { inputs: 1, expression: 'a' },
  negate: { inputs: 1, expression: 'f32x4.neg(a)' },
  square: { inputs: 1, expression: mul('a', 'a') },
  sqrt: { inputs: 1, expression: 'f32x4.sqrt(a)' },
  abs: { inputs: 1, expression: 'f32x4.abs(a)' },
  sign: {
    inputs: 1,
    expression: select('a', sub(flag(positive('a')), flag(`f32x4.lt(a, ${zero})`)), 'f32x4.ne(a, a)'),
  },
  exp: { inputs: 1, expression: 'exp4(a)' },
  expm1: { inputs: 1, expression: 'expm14(a)' },
  log: { inputs: 1, expression: 'log4(a)' },
  log1p: { inputs: 1, expression: 'log1p4(a)' },
  clip: { inputs: 1, expression: 'f32x4.min(f32x4.max(a, p), q)' },
  within: { inputs: 1, expression: flag('v128.and(f32x4.ge(a, p), f32x4.le(a, q))') },
  reciprocalRoot: { inputs: 1, expression: `f32x4.div(${one}, f32x4.sqrt(a))` },
  reciprocal: { inputs: 1, expression: `f32x4.div(${one}, a)` },
  cube: { inputs: 1, expression: mul('a', 'a', 'a') },
  sigmoid: { inputs: 1, expression: 'sigmoid4(a)' },
  tanh: { inputs: 1, expression: 'tanh4(a)' },
  sin: { inputs: 1, expression: 'sin4(a)' },
  cos: { inputs: 1, expression: 'cos4(a)' },
  softplus: { inputs: 1, expression: 'softplus4(a)' },
  relu: { inputs: 1, expression: `f32x4.max(a, ${zero})` },
  leakyRelu: { inputs: 1, expression: select('a', mul('a', 'p'), positive('a')) },
  elu: { inputs: 1, expression: select('a', mul('p', 'expm14(a)'), positive('a')) },
  selu: {
    inputs: 1,
    expression: mul(splat(SELU_SCALE), select('a', mul(splat(SELU_ALPHA), 'expm14(a)'), positive('a'))),
  },
  gelu: { inputs: 1, expression: mul(splat(0.5), 'a', add(one, `erf4(${mul('a', splat(Math.SQRT1_2))})`)) },
  silu: { inputs: 1, expression: mul('a', 'sigmoid4(a)') },
  mish: { inputs: 1, expression: mul('a', 'tanhSoftplus4(a)') },
  add: { inputs: 2, expression: add('a', 'b') },
  subtract: { inputs: 2, expression: sub('a', 'b') },
  multiply: { inputs: 2, expression: mul('a', 'b') },
  divide: { inputs: 2, expression: 'f32x4.div(a, b)' },
  maximum: { inputs: 2, expression: 'f32x4.max(a, b)' },
  minimum: { inputs: 2, expression: 'f32x4.min(a, b)' },
  greater: { inputs: 2, expression: flag('f32x4.gt(a, b)') },
  greaterEqual: { inputs: 2, expression: flag('f32x4.ge(a, b)') },
  equal: { inputs: 2, expression: flag('f32x4.eq(a, b)') },
  share: {
    inputs: 2,
    expression: add(flag('f32x4.gt(a, b)'), `v128.and(f32x4.eq(a, b), ${splat(0.5)})`),
  },
  where: { inputs: 3, expression: select('c', 'b', `f32x4.eq(a, ${zero})`) },
  sigmoidSlope: { inputs: 3, expression: mul('a', mul('c', sub(one, 'c'))) },
  tanhSlope: { inputs: 3, expression: mul('a', mul(sub(one, 'c'), add(one, 'c'))) },
  softplusSlope: { inputs: 3, expression: mul('a', 'sigmoid4(b)') },
  reluSlope: { inputs: 3, expression: `v128.and(a, ${positive('b')})` },
  leakyReluSlope: { inputs: 3, expression: select('a', mul('a', 'p'), positive('b')) },
  eluSlope: { inputs: 3, expression: select('a', mul('a', mul('p', 'exp4(b)')), positive('b')) },
  seluSlope: {
    inputs: 3,
    expression: mul(
      splat(SELU_SCALE),
      select('a', mul('a', mul(splat(SELU_ALPHA), 'exp4(b)')), positive('b')),
    ),
  },
  geluSlope: {
    inputs: 3,
    expression: mul(
      'a',
      add(mul(splat(0.5), add(one, `erf4(${mul('b', splat(Math.SQRT1_2))})`)), mul('b', density('b'))),
    ),
  },
  siluSlope: { inputs: 3, expression: 'siluSlope4(a, b)' },
  mishSlope: { inputs: 3, expression: 'mishSlope4(a, b)' },
  // Second derivatives, each times a.
  sigmoidBend: { inputs: 3, expression: mul('a', mul(mul('c', sub(one, 'c')), sub(one, add('c', 'c')))) },
  tanhBend: { inputs: 3, expression: mul('a', mul(splat(-2), 'c'), mul(sub(one, 'c'), add(one, 'c'))) },
  softplusBend: { inputs: 3, expression: mul('a', logisticSlope('b')) },
  reluBend: { inputs: 3, expression: mul('a', zero) },
  leakyReluBend: { inputs: 3, expression: mul('a', zero) },
  eluBend: { inputs: 3, expression: mul('a', select(zero, mul('p', 'exp4(b)'), positive('b'))) },
  seluBend: {
    inputs: 3,
    expression: mul('a', select(zero, mul(splat(SELU_SCALE * SELU_ALPHA), 'exp4(b)'), positive('b'))),
  },
  geluBend: { inputs: 3, expression: mul('a', mul(sub(splat(2), mul('b', 'b')), density('b'))) },
  siluBend: { inputs: 3, expression: 'siluBend4(a, b)' },
  mishBend: { inputs: 3, expression: 'mishBend4(a, b)' },
};

const LETTERS = ['a', 'b', 'c'] as const;

/** An operand at words 7 + 4·index of an instruction: address, its two strides, and whether its first number serves a whole row. */
function kernel(name: string, { inputs, expression }: Elementwise): string {
  const operands = LETTERS.slice(0, inputs);
  const each = (line: (letter: string, index: number) => string, join = '\n'): string =>
    operands.map(line).join(join);
  return `function ${name}_(at: usize): void {
  const outer = word(at, 1), rows = word(at, 2), bytes = <usize>word(at, 3);
  const p = v128.load32_splat(at, 76), q = v128.load32_splat(at, 80);
  for (let i: usize = 0; i < <usize>outer; i++) for (let j: usize = 0; j < <usize>rows; j++) {
    let to = address(at, 4) + i * address(at, 5) + j * address(at, 6);
    ${each((x, n) => `let ${x}At = operand(at, ${7 + 4 * n}, i, j, ${n}); const ${x}Step = operandStep(at, ${7 + 4 * n});`)}
    for (const end = to + bytes; to < end; to += 32) {
      ${each((x) => `const ${x}0 = v128.load(${x}At), ${x}1 = v128.load(${x}At, 16);`)}
      const r0 = ${name}Of(${each((x) => `${x}0`, ', ')}, p, q), r1 = ${name}Of(${each((x) => `${x}1`, ', ')}, p, q);
      v128.store(to, r0); v128.store(to, r1, 16);
      ${each((x) => `${x}At += ${x}Step;`, ' ')}
    }
  }
}
// @ts-ignore: decorator
@inline
function ${name}Of(${each((x) => `${x}: v128`, ', ')}, p: v128, q: v128): v128 { return ${expression}; }`;
}

/** The module of all elementwise kernels and the switch that finds them by number. */
export function elementwiseModule(): string {
  const entries = Object.entries(KERNELS);
  return `// Written by kernels/elementwise.ts: edit that.
import { address, FIRST_ELEMENTWISE, operand, operandStep, word } from '../instruction';
import { cos4, erf4, exp4, expm14, log1p4, log4, mishBend4, mishSlope4, one4, sigmoid4, siluBend4, siluSlope4, sin4, softplus4, tanh4, tanhSoftplus4 } from '../simd-math';
${entries.map(([name, rule]) => kernel(name, rule)).join('\n')}
/** The elementwise kernels by number. */
export enum Elementwise {
${entries.map(([name], number) => `  ${name}${number === 0 ? ' = FIRST_ELEMENTWISE' : ''},`).join('\n')}
}

/** Runs the elementwise kernel of this number. */
export function elementwise(kernel: i32, at: usize): void {
  switch (kernel) {
${entries.map(([name]) => `    case Elementwise.${name}: ${name}_(at); break;`).join('\n')}
    default: unreachable();
  }
}
`;
}
