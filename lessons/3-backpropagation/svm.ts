import { numpyRandom } from '@foldwise/core/testing/generators';
import { defineProgram } from '../lesson.ts';

/** Six points of the plane, and the side (1 or −1) of each. */
export const points = [
  [1.2, 0.7],
  [-0.3, -0.5],
  [3, 0.1],
  [-0.1, -1],
  [-1, 1.1],
  [2.1, -3],
] as const;
export const sides = [1, -1, 1, -1, -1, 1] as const;

/** The parameters of a classifier, and what it says of a point: above 0 means side 1. */
export interface Classifier {
  readonly parameters: readonly number[];
  score(parameters: readonly number[], x: number, y: number): number;
  /** How a pull (1 up, −1 down, 0 none) on the score moves the parameters. */
  pulls(parameters: readonly number[], x: number, y: number, pull: number): readonly number[];
}

/** a·x + b·y + c; a and b are also drawn towards 0. */
export const line: Classifier = {
  parameters: [1, -2, -1],
  score: ([a, b, c], x, y) => a! * x + b! * y + c!,
  pulls: ([a, b], x, y, pull) => [pull * x - a!, pull * y - b!, pull],
};

/** Three neurons with ReLU and one that adds them up: a₁ b₁ c₁, a₂ b₂ c₂, a₃ b₃ c₃, then a₄ b₄ c₄ d₄. */
export const twoLayers: Omit<Classifier, 'parameters'> = {
  score: (p, x, y) => {
    const [n1, n2, n3] = hidden(p, x, y);
    return p[9]! * n1! + p[10]! * n2! + p[11]! * n3! + p[12]!;
  },
  pulls: (p, x, y, pull) => {
    const neurons = hidden(p, x, y);
    const ofHidden = neurons.flatMap((neuron, i) => {
      // A neuron at 0 lets no pull through.
      const through = neuron === 0 ? 0 : pull * p[9 + i]!;
      return [through * x - p[3 * i]!, through * y - p[3 * i + 1]!, through];
    });
    return [...ofHidden, ...neurons.map((neuron, i) => pull * neuron - p[9 + i]!), pull];
  },
};

function hidden(p: readonly number[], x: number, y: number): readonly number[] {
  return [0, 3, 6].map((at) => Math.max(0, p[at]! * x + p[at + 1]! * y + p[at + 2]!));
}

/** One look at one point: pulled up where the score of side 1 is below 1, down where that of side −1 is above −1. */
export function look(
  { score, pulls }: Omit<Classifier, 'parameters'>,
  parameters: readonly number[],
  which: number,
  step = 0.01,
): readonly number[] {
  const [x, y] = points[which]!;
  const value = score(parameters, x, y);
  const side = sides[which]!;
  const pull = side === 1 && value < 1 ? 1 : side === -1 && value > -1 ? -1 : 0;
  const moves = pulls(parameters, x, y, pull);
  return parameters.map((parameter, i) => parameter + step * moves[i]!);
}

/** The share of points whose side is told rightly. */
export function share({ score }: Omit<Classifier, 'parameters'>, parameters: readonly number[]): number {
  const right = points.filter(([x, y], i) => (score(parameters, x, y) > 0 ? 1 : -1) === sides[i]);
  return right.length / points.length;
}

/** Looks at points in the order that `next` names, and tells after which look how many were right. */
export function follow(
  classifier: Omit<Classifier, 'parameters'>,
  from: readonly number[],
  looks: number,
  next: (k: number) => number,
  tell: (k: number, right: number) => void = () => {},
): readonly number[] {
  let parameters = from;
  for (let k = 0; k < looks; k++) {
    parameters = look(classifier, parameters, next(k));
    tell(k, share(classifier, parameters));
  }
  return parameters;
}

export const svm = defineProgram({
  name: 'svm',
  title: 'A support vector machine, and a network of two layers',
  run(report) {
    const inTurn: [number, number][] = [];
    const turn = follow(
      line,
      line.parameters,
      400,
      (k) => k % 6,
      (k, right) => inTurn.push([k, right]),
    );
    const byChance = (seed: number, looks: number) => {
      const random = numpyRandom(seed);
      return follow(line, line.parameters, looks, () => Math.floor(random.randomSample() * 6));
    };
    report.say('A line between six points, moved by one look at a time; a, b and c at the end:');
    report.table(
      ['order of the looks', 'looks', 'a', 'b', 'c', 'right'],
      (
        [
          ['in turn', 400, turn],
          ['by chance, seed 0', 400, byChance(0, 400)],
          ['by chance, seed 1', 400, byChance(1, 400)],
          ['by chance, seed 0', 4000, byChance(0, 4000)],
        ] as const
      ).map(([name, looks, p]) => [name, looks, ...p, share(line, p)]),
    );
    const random = numpyRandom(0);
    const first = Array.from({ length: 13 }, () => random.randomSample() - 0.5);
    const network = follow(twoLayers, first, 4000, () => Math.floor(random.randomSample() * 6));
    const dots = (side: number) =>
      points.filter((_, i) => sides[i] === side).map(([x, y]) => [x, y] as const);
    const both = [
      { name: 'side −1', kind: 'dots', points: dots(-1) },
      { name: 'side 1', kind: 'dots', points: dots(1) },
    ] as const;
    report.plot({
      title: 'The line',
      x: 'x',
      y: 'y',
      series: both,
      shaded: { name: 'taken for side 1', where: (x, y) => line.score(turn, x, y) > 0 },
    });
    report.plot({
      title: 'Two layers',
      x: 'x',
      y: 'y',
      series: both,
      shaded: { name: 'taken for side 1', where: (x, y) => twoLayers.score(network, x, y) > 0 },
    });
    report.figures({ 'right, in turn': share(line, turn), 'right, two layers': share(twoLayers, network) });
  },
});
