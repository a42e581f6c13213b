import { defineProgram } from '../lesson.ts';

/** A valley with its lowest point at 3, and how steep it is. */
const height = (x: number): number => (x - 3) ** 2 + 1;
const slope = (x: number): number => 2 * (x - 3);

/** The places that one comes by, from `start`, each step against the slope. */
export function descend(start: number, learningRate: number, steps: number): readonly number[] {
  const places = [start];
  for (let i = 0; i < steps; i++) places.push(places.at(-1)! - learningRate * slope(places.at(-1)!));
  return places;
}

export const descent = defineProgram({
  name: 'descent',
  title: 'Down a valley, step by step',
  run(report) {
    const places = descend(0, 0.1, 25);
    report.say('From x = 0, with the learning rate 0.1:');
    report.table(
      ['step', 'x', 'height', 'slope'],
      [0, 1, 2, 3, 10, 25].map((i) => [i, places[i]!, height(places[i]!), slope(places[i]!)]),
    );
    const around = Array.from({ length: 71 }, (_, i) => -0.5 + i / 10);
    report.plot({
      title: 'The valley and the steps',
      x: 'x',
      y: 'height',
      series: [
        { name: 'valley', kind: 'line', points: around.map((x) => [x, height(x)]) },
        { name: 'steps', kind: 'dots', points: places.map((x) => [x, height(x)]) },
      ],
    });
    report.say('Where one is after 25 steps, for several learning rates:');
    report.table(
      ['learning rate', 'x after 25 steps'],
      [0.01, 0.1, 0.5, 0.9, 1, 1.1].map((rate) => [rate, descend(0, rate, 25).at(-1)!]),
    );
  },
});
