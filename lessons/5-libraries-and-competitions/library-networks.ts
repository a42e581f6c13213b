import {
  conv2d,
  dense,
  describeNetwork,
  dropout,
  flatten,
  type Layer,
  maxPool2d,
  relu,
} from '@foldwise/core';
import { sequential } from '@foldwise/core';
import { defineProgram } from '../lesson.ts';
import { coverageOf } from './coverage.ts';

const image = [28, 28, 1];

/** Units with ReLU, as Lasagne's dense layer has it unless told otherwise. */
function units(count: number): readonly Layer[] {
  return [dense({ units: count }), relu()];
}

/** 3 by 3 filters with ReLU, with a pixel of padding or without. */
function filters(counts: readonly number[], padding: 'same' | 'valid', size = 3): readonly Layer[] {
  return counts.flatMap((count) => [conv2d({ filters: count, kernelSize: size, padding }), relu()]);
}

const pool = maxPool2d({ size: 2 });

/** The example of Lasagne's documentation, without convolutions. */
export const lasagneMlp = sequential(
  flatten(),
  dropout(0.2),
  ...units(800),
  dropout(0.5),
  ...units(800),
  dropout(0.5),
  dense({ units: 10 }),
);

/** The same with convolutions. */
export const lasagneCnn = sequential(
  ...filters([32], 'valid', 5),
  pool,
  ...filters([32], 'valid', 5),
  pool,
  flatten(),
  dropout(0.5),
  ...units(256),
  dropout(0.5),
  dense({ units: 10 }),
);

/** Two layers of 64 with a dropout between them, and ten outputs: the end of all of nolearn's networks. */
const ending = [flatten(), ...units(64), dropout(0.5), ...units(64), dense({ units: 10 })];

/** The networks of nolearn's tutorial on convolutions. */
export const nolearnNetworks: Readonly<Record<string, readonly Layer[]>> = {
  net0: [
    ...filters([96], 'valid', 5),
    ...filters([96, 96, 96, 96], 'valid'),
    pool,
    ...filters([128, 128, 128], 'valid'),
    pool,
    ...ending,
  ],
  net1: [
    ...filters([32], 'valid'),
    pool,
    ...filters([64, 64], 'valid'),
    pool,
    ...filters([96], 'valid'),
    pool,
    ...ending,
  ],
  net2: [...filters([32, 32, 32, 32, 32, 64, 64, 64, 64, 64], 'valid'), pool, ...ending],
  net3: [
    ...filters([32, 32], 'same'),
    pool,
    ...filters([32, 32], 'same'),
    pool,
    ...filters([64, 64], 'same'),
    pool,
    ...filters([64, 64], 'same'),
    pool,
    ...ending,
  ],
  net4: [
    ...filters([32, 32, 32, 32, 32, 32, 32], 'same'),
    pool,
    ...filters([64, 64, 64], 'same'),
    pool,
    ...ending,
  ],
};

/** The networks of nolearn's tutorial on facial keypoints that differ in size; images of 96 by 96, 15 points. */
export const keypointNetworks: Readonly<Record<string, Layer>> = {
  net1: sequential(flatten(), dense({ units: 100 }), relu(), dense({ units: 30 })),
  net2: keypointCnn(500),
  net7: keypointCnn(1000),
};

function keypointCnn(hidden: number): Layer {
  const stage = (count: number, size: number) => [...filters([count], 'valid', size), pool];
  const stages = [...stage(32, 3), ...stage(64, 2), ...stage(128, 2)];
  return sequential(...stages, flatten(), ...units(hidden), ...units(hidden), dense({ units: 30 }));
}

/** How many numbers a network learns. */
export function parametersOf(network: Layer, input: readonly number[] = image): number {
  return describeNetwork(network, input)[0]!.parameters;
}

export const networks = defineProgram({
  name: 'networks',
  title: 'Lasagne and nolearn: networks as lists of layers',
  run(report) {
    report.say(
      'How many numbers the networks of the documentations learn, and what nolearn says of their last convolution:',
    );
    const rows = Object.entries(nolearnNetworks).map(([name, layers]) => {
      const { capacity, coverage } = coverageOf(layers, 28).at(-1)!;
      return [`nolearn ${name}`, parametersOf(sequential(...layers)), capacity, coverage];
    });
    report.table(
      ['network', 'parameters', 'capacity, %', 'coverage, %'],
      [
        ['Lasagne, dense', parametersOf(lasagneMlp), '', ''],
        ['Lasagne, convolutions', parametersOf(lasagneCnn), '', ''],
        ...rows.map(([name, count, capacity, coverage]) => [
          name!,
          count!,
          Number(Number(capacity).toFixed(2)),
          Number(Number(coverage).toFixed(2)),
        ]),
      ],
    );
  },
});
