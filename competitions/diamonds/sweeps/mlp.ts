import { activation, adamW, dense, oneCycle } from '@foldwise/core';
import { defineSweep, float, int, neuralNetwork, randomSampler } from '@foldwise/experiments';

/** Three hidden layers, trained long: small enough that the whole sweep takes less than a minute on two cores. */
export const mlp = defineSweep({
  name: 'mlp',
  space: {
    units: int(48, 80, { scale: 'log' }),
    learningRate: float(6e-3, 2e-2, { scale: 'log' }),
    weightDecay: float(1e-2, 1e-1, { scale: 'log' }),
  },
  sampler: randomSampler(),
  trials: 6,
  model: (p) =>
    neuralNetwork({
      layers: [1, 2, 3].flatMap(() => [dense({ units: p.units }), activation('relu')]),
      optimizer: adamW({ learningRate: oneCycle({ peak: p.learningRate }), weightDecay: p.weightDecay }),
      epochs: 50,
      batchSize: 256,
      holdOut: 0.05,
    }),
});
