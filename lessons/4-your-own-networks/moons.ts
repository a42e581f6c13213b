import { addDecayedWeights, chain, crossEntropy, dense, fromData, type Layer } from '@foldwise/core';
import { ops, predict, referenceExecutor, scaleByLearningRate, sequential, tanh } from '@foldwise/core';
import { tensor, type TrainingData, type Tree } from '@foldwise/core';
import { concrete } from '../concrete.ts';
import { type NumpyRandom, numpyRandom } from '@foldwise/core/testing/generators';
import { defineProgram } from '../lesson.ts';
import type { Report } from '../report/report.ts';

/** Two half moons of 100 points each, one above the other, the points in random order and then blurred. */
export function makeMoons(random: NumpyRandom, points = 200, noise = 0.2): TrainingData {
  const half = points / 2;
  const angles = fromData(
    Float64Array.from({ length: half }, (_, i) => (i === half - 1 ? Math.PI : i * (Math.PI / (half - 1)))),
    [half],
  );
  const [cos, sin] = [concrete(ops.cos(angles)).data, concrete(ops.sin(angles)).data];
  const order = random.permutation(points);
  const clean = order.map((i) =>
    i < half ? [cos[i]!, sin[i]!] : [1 - cos[i - half]!, 1 - sin[i - half]! - 0.5],
  );
  const features = tensor(clean.map((point) => point.map((x) => x + noise * random.randn())));
  return { features, target: tensor(order.map((i) => (i < half ? 0 : 1))) };
}

/** How the network is trained. */
export interface MoonsOptions {
  readonly hidden: number;
  readonly passes: number;
  /** ε, the learning rate for the sum (not the mean) of the losses; 0.01 as in the source, which is too large. */
  readonly learningRate?: number;
}

/** What is seen of it on the way. */
export interface MoonsPass {
  readonly pass: number;
  /** (Σ −log p + λ/2·Σ W²) / 200, after the step. */
  readonly loss: number;
  /** Share of the points on the right side. */
  readonly accuracy: number;
  /** Whether the network takes a point to be of the second moon. */
  readonly isSecond: (x: number, y: number) => boolean;
}

/** λ, what the squares of the weights cost. */
const PENALTY = 0.01;

/** Weights divided by the root of the number of inputs, standard normal before; biases of 0. */
export function firstWeights(random: NumpyRandom, hidden: number): Tree {
  const matrix = (rows: number, columns: number) =>
    fromData(
      Float64Array.from({ length: rows * columns }, () => random.randn() / Math.sqrt(rows)),
      [rows, columns],
    );
  const none = (units: number) => fromData(new Float64Array(units), [units]);
  return [
    { kernel: matrix(2, hidden), bias: none(hidden) },
    [],
    { kernel: matrix(hidden, 2), bias: none(2) },
  ];
}

function look(network: Layer, weights: Tree, { features, target }: TrainingData, pass: number): MoonsPass {
  const outputs = predict(network, weights, features, { executor: referenceExecutor });
  const rows = target.data.length;
  const [first, , last] = weights as readonly { readonly kernel: typeof features }[];
  const squares = [...first!.kernel.data, ...last!.kernel.data].reduce((sum, w) => sum + w * w, 0);
  const loss = concrete(crossEntropy().apply(outputs, target)).data[0]! + (PENALTY / 2 / rows) * squares;
  const right = target.data.filter(
    (side, i) => Number(outputs.data[2 * i + 1]! > outputs.data[2 * i]!) === side,
  );
  const isSecond = (x: number, y: number): boolean => {
    const [one, two] = predict(network, weights, tensor([[x, y]]), { executor: referenceExecutor }).data;
    return two! > one!;
  };
  return { pass, loss, accuracy: right.length / rows, isSecond };
}

/** Trains 2 → hidden → 2 on all points at once and looks at it after the passes asked for. */
export function learnMoons(
  random: NumpyRandom,
  data: TrainingData,
  { hidden, passes, learningRate = 0.01 }: MoonsOptions,
  lookAt: (pass: number) => boolean,
): readonly MoonsPass[] {
  const rows = data.target.data.length;
  const network = sequential(dense({ units: hidden }), tanh(), dense({ units: 2 }));
  // Core takes means over rows: the rate makes sums of them again, and the penalty is a row's share.
  const optimizer = chain(
    addDecayedWeights(PENALTY / rows, { of: 'matrices' }),
    scaleByLearningRate(learningRate * rows),
  );
  const program = { network, loss: crossEntropy(), optimizer, totalSteps: passes };
  const trainer = referenceExecutor.trainer(program, firstWeights(random, hidden));
  const order = Uint32Array.from({ length: rows }, (_, row) => row);
  const seen: MoonsPass[] = [];
  for (let pass = 0; pass < passes; pass++) {
    trainer.steps({ data, order, batchSize: rows, seeds: new Uint32Array(1), firstStep: pass }, 0, 1);
    if (lookAt(pass)) seen.push(look(network, trainer.weights(), data, pass));
  }
  return seen;
}

/** The points of one moon. */
function pointsOf({ features, target }: TrainingData, moon: number): readonly (readonly [number, number])[] {
  return [...target.data].flatMap((side, i) =>
    side === moon ? [[features.data[2 * i]!, features.data[2 * i + 1]!] as const] : [],
  );
}

function tell(report: Report, passes: readonly MoonsPass[]): void {
  report.table(
    ['pass', 'loss', 'right'],
    passes.map(({ pass, loss, accuracy }) => [pass, loss, accuracy]),
  );
}

export const moons = defineProgram({
  name: 'moons',
  title: 'Two half moons',
  run(report) {
    const data = makeMoons(numpyRandom(0));
    const learned = learnMoons(numpyRandom(0), data, { hidden: 3, passes: 1001 }, (pass) =>
      [0, 1, 10, 100, 500, 1000].includes(pass),
    );
    report.say('200 points of two moons, three hidden units, steps of 0.01 along the sum of the gradients:');
    tell(report, learned);
    report.plot({
      title: 'The moons, and what the network takes for the second',
      x: 'x₁',
      y: 'x₂',
      series: [
        { name: 'first moon', kind: 'dots', points: pointsOf(data, 0) },
        { name: 'second moon', kind: 'dots', points: pointsOf(data, 1) },
      ],
      shaded: { name: 'taken for the second', where: learned.at(-1)!.isSecond },
    });
  },
});
