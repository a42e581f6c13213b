import { choice, float, int, oneOf, type Params, type SearchSpace } from '@foldwise/experiments';

/** A search problem whose minimum is known. */
export interface Problem {
  readonly name: string;
  readonly space: SearchSpace;
  readonly minimum: number;
  readonly loss: (params: Readonly<Record<string, unknown>>) => number;
}

const { cos, exp, PI, sin, sqrt } = Math;

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** A function of numbers, each between its bounds. */
function box(
  name: string,
  bounds: readonly (readonly [low: number, high: number])[],
  minimum: number,
  f: (x: readonly number[]) => number,
): Problem {
  const space = Object.fromEntries(bounds.map(([low, high], i) => [`x${i}`, float(low, high)]));
  return { name, space, minimum, loss: (params) => f(bounds.map((_, i) => params[`x${i}`] as number)) };
}

function cube(dimensions: number, low: number, high: number): readonly (readonly [number, number])[] {
  return Array.from({ length: dimensions }, () => [low, high]);
}

function ackley(x: readonly number[]): number {
  const n = x.length;
  return (
    -20 * exp(-0.2 * sqrt(sum(x.map((v) => v * v)) / n)) -
    exp(sum(x.map((v) => cos(2 * PI * v))) / n) +
    20 +
    Math.E
  );
}

function branin([a = 0, b = 0]: readonly number[]): number {
  const valley = b - (5.1 / (4 * PI * PI)) * a * a + (5 / PI) * a - 6;
  return valley ** 2 + 10 * (1 - 1 / (8 * PI)) * cos(a) + 10;
}

function goldsteinPrice([a = 0, b = 0]: readonly number[]): number {
  const first = 19 - 14 * a + 3 * a * a - 14 * b + 6 * a * b + 3 * b * b;
  const second = 18 - 32 * a + 12 * a * a + 48 * b - 36 * a * b + 27 * b * b;
  return (1 + (a + b + 1) ** 2 * first) * (30 + (2 * a - 3 * b) ** 2 * second);
}

const hartmannScales = [
  [10, 3, 17, 3.5, 1.7, 8],
  [0.05, 10, 17, 0.1, 8, 14],
  [3, 3.5, 1.7, 10, 17, 8],
  [17, 8, 0.05, 10, 0.1, 14],
];
const hartmannCenters = [
  [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
  [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
  [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.665],
  [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
];

function hartmann(x: readonly number[]): number {
  return -sum(
    [1, 1.2, 3, 3.2].map((height, i) => {
      const distance = sum(x.map((v, j) => hartmannScales[i]![j]! * (v - hartmannCenters[i]![j]!) ** 2));
      return height * exp(-distance);
    }),
  );
}

const shekelWidths = [1, 2, 2, 4, 4, 6, 3, 7, 5, 5];
const shekelCenters = [
  [4, 4, 4, 4],
  [1, 1, 1, 1],
  [8, 8, 8, 8],
  [6, 6, 6, 6],
  [3, 7, 3, 7],
  [2, 9, 2, 9],
  [5, 5, 3, 3],
  [8, 1, 8, 1],
  [6, 2, 6, 2],
  [7, 3.6, 7, 3.6],
];

function shekel(x: readonly number[]): number {
  return -sum(
    shekelWidths.map((width, i) => 1 / (sum(x.map((v, j) => (v - shekelCenters[i]![j]!) ** 2)) + width / 10)),
  );
}

function levy(x: readonly number[]): number {
  const w = x.map((v) => 1 + (v - 1) / 4);
  const middle = w.slice(0, -1).map((v) => (v - 1) ** 2 * (1 + 10 * sin(PI * v + 1) ** 2));
  const last = w.at(-1)!;
  return sin(PI * w[0]!) ** 2 + sum(middle) + (last - 1) ** 2 * (1 + sin(2 * PI * last) ** 2);
}

const mixedSpace = {
  lr: float(1e-5, 1e-1, { scale: 'log' }),
  wd: float(1e-8, 1e-1, { scale: 'log' }),
  layers: int(1, 8),
  width: int(16, 1024, { scale: 'log' }),
  act: choice('relu', 'gelu', 'tanh', 'sigmoid'),
  opt: oneOf({ sgd: { momentum: float(0, 0.99) }, adam: { beta1: float(0.5, 0.999) } }),
};

/** Imitates the tuning of a network: orders of magnitude, whole numbers, options, and parameters of one optimiser alone. */
function mixed({ lr, wd, layers, width, act, opt }: Params<typeof mixedSpace>): number {
  const best = opt.kind === 'adam' ? -2.5 : -1.5;
  const activation = { relu: 0.02, gelu: 0, tanh: 0.15, sigmoid: 0.5 }[act];
  const optimizer =
    opt.kind === 'adam' ? 0.2 * (opt.beta1 - 0.9) ** 2 : 0.3 * (opt.momentum - 0.9) ** 2 + 0.01;
  return (
    0.3 * (Math.log10(lr) - best) ** 2 +
    0.05 * (Math.log10(wd) + 4) ** 2 +
    0.04 * (layers - 4) ** 2 +
    0.1 * (Math.log2(width) - 8) ** 2 +
    activation +
    optimizer
  );
}

/** The problems that `optuna.py` runs as well. */
export const problems: readonly Problem[] = [
  box(
    'branin',
    [
      [-5, 10],
      [0, 15],
    ],
    0.39788735772973816,
    branin,
  ),
  box('goldstein-price', cube(2, -2, 2), 3, goldsteinPrice),
  box('hartmann6', cube(6, 0, 1), -3.32236801141551, hartmann),
  box('shekel10-4d', cube(4, 0, 10), -10.53644315348353, shekel),
  box('rosenbrock-4d', cube(4, -5, 10), 0, (x) =>
    sum(x.slice(1).map((v, i) => 100 * (v - x[i]! ** 2) ** 2 + (1 - x[i]!) ** 2)),
  ),
  box('ackley-5d', cube(5, -32.768, 32.768), 0, ackley),
  box('ackley-10d', cube(10, -32.768, 32.768), 0, ackley),
  box(
    'rastrigin-5d',
    cube(5, -5.12, 5.12),
    0,
    (x) => 10 * x.length + sum(x.map((v) => v * v - 10 * cos(2 * PI * v))),
  ),
  box('levy-5d', cube(5, -10, 10), 0, levy),
  box('griewank-5d', cube(5, -600, 600), 0, (x) => {
    const waves = x.map((v, i) => cos(v / sqrt(i + 1))).reduce((product, each) => product * each, 1);
    return 1 + sum(x.map((v) => v * v)) / 4000 - waves;
  }),
  box(
    'styblinski-tang-5d',
    cube(5, -5, 5),
    -195.8308285188571,
    (x) => 0.5 * sum(x.map((v) => v ** 4 - 16 * v * v + 5 * v)),
  ),
  box(
    'michalewicz-5d',
    cube(5, 0, PI),
    -4.687658179,
    (x) => -sum(x.map((v, i) => sin(v) * sin(((i + 1) * v * v) / PI) ** 20)),
  ),
  {
    name: 'mixed-conditional-8',
    space: mixedSpace,
    minimum: 0,
    loss: (params) => mixed(params as Params<typeof mixedSpace>),
  },
];
