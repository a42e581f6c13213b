import { numpyRandom, pythonRandom } from '@foldwise/core/testing/generators';
import { defineProgram } from '../lesson.ts';
import { add, backward, multiply, plus, relu, type Scalar, scalar, sum, times } from './engine.ts';
import { pause } from '../pause.ts';
import { makeMoons } from './moons-data.ts';

/** Neurons layer by layer; of each the weights, then the bias. */
export type Layers = readonly (readonly (readonly Scalar[])[])[];

/** A network of so many inputs, so many neurons in each layer, its weights drawn from −1 to 1 and its biases 0. */
export function network(widths: readonly number[], draw: () => number): Layers {
  return widths
    .slice(1)
    .map((width, layer) =>
      Array.from({ length: width }, () => [
        ...Array.from({ length: widths[layer]! }, () => scalar(draw())),
        scalar(0),
      ]),
    );
}

/** What the network says: each layer a weighted sum and, but for the last, what is below 0 made 0. */
export function say(layers: Layers, inputs: readonly Scalar[]): Scalar {
  const outputs = layers.reduce(
    (values, layer, depth) =>
      layer.map((weights) => {
        const net = values.reduce(
          (total, value, i) => add(total, multiply(weights[i]!, value)),
          weights.at(-1)!,
        );
        return depth === layers.length - 1 ? net : relu(net);
      }),
    inputs,
  );
  return outputs[0]!;
}

/** The data and the network of the demonstration, before its first step. */
export function demonstration() {
  const { points, moons } = makeMoons(100, 0.1, numpyRandom(1337));
  const random = pythonRandom(1337);
  const layers = network([2, 16, 16, 1], () => random.uniform(-1, 1));
  const sides = moons.map((moon) => moon * 2 - 1);
  return { points, sides, layers, parameters: layers.flat(2) };
}

/** So many steps, each told before its weights move: the loss, and the percentage of points on the right side. */
export function* trainOnMoons(
  { points, sides, layers, parameters }: ReturnType<typeof demonstration>,
  steps: number,
): Generator<{ readonly loss: number; readonly right: number }> {
  for (let step = 0; step < steps; step++) {
    const scores = points.map((point) => say(layers, point.map(scalar)));
    const losses = scores.map((score, i) => relu(plus(times(score, -sides[i]!), 1)));
    const size = sum(parameters.map((parameter) => multiply(parameter, parameter)));
    const loss = add(times(sum(losses), 1 / losses.length), times(size, 1e-4));
    for (const parameter of parameters) parameter.slope = 0;
    backward(loss);
    const right = scores.filter((score, i) => score.value > 0 === sides[i]! > 0).length;
    yield { loss: loss.value, right: (100 * right) / scores.length };
    const learningRate = 1 - (0.9 * step) / 100;
    for (const parameter of parameters) parameter.value -= learningRate * parameter.slope;
  }
}

export const moons = defineProgram({
  name: 'moons',
  title: 'A network of 337 scalars learns two moons',
  async run(report, { signal }) {
    const demo = demonstration();
    const losses: [number, number][] = [];
    const lines: number[][] = [];
    for (const { loss, right } of trainOnMoons(demo, 100)) {
      const step = losses.length;
      losses.push([step, loss]);
      if (step % 10 === 0 || step === 99) lines.push([step, loss, right]);
      report.progress(step + 1, 100, `loss ${loss.toFixed(3)}`);
      await pause();
      if (signal.aborted) return;
    }
    report.table(['step', 'loss', 'right, %'], lines);
    report.plot({
      title: 'The loss',
      x: 'step',
      y: 'loss',
      logarithmic: true,
      series: [{ name: 'loss', kind: 'line', points: losses }],
    });
    const moonOf = (side: number) => demo.points.filter((_, i) => demo.sides[i] === side);
    report.plot({
      title: 'The moons, and what the network takes for the lower one',
      x: 'x',
      y: 'y',
      series: [
        { name: 'upper moon', kind: 'dots', points: moonOf(-1) },
        { name: 'lower moon', kind: 'dots', points: moonOf(1) },
      ],
      shaded: {
        name: 'taken for the lower',
        where: (x, y) => say(demo.layers, [scalar(x), scalar(y)]).value > 0,
      },
    });
    report.figures({
      'first loss': losses[0]![1],
      'last loss': losses.at(-1)![1],
      'right at last, %': lines.at(-1)![2]!,
    });
  },
});
