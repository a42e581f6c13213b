import penguins from '@foldwise/competition-penguins';
import { adamW, activation, dense } from '@foldwise/core';
import { choice, defineSweep, int, neuralNetwork, randomSampler, weightCount } from '@foldwise/experiments';

/** The penguins with a search for networks that are small as well. */
export default {
  ...penguins,
  sweeps: [
    defineSweep({
      name: 'small',
      space: { units: int(2, 64, { scale: 'log' }), activation: choice('relu', 'tanh') },
      sampler: randomSampler(),
      objectives: [weightCount()],
      trials: 12,
      model: (p) =>
        neuralNetwork({
          layers: [dense({ units: p.units }), activation(p.activation)],
          optimizer: adamW({ learningRate: 1e-2 }),
          epochs: 30,
          batchSize: 32,
          holdOut: 0,
        }),
    }),
  ],
};
