import { activation, adamW, dense, oneCycle } from '@foldwise/core';
import { choice, defineSweep, float, int, neuralNetwork, randomSampler } from '@foldwise/experiments';

/** Small enough that the whole sweep takes a minute or two on two cores. */
export const mlp = defineSweep({
  name: 'mlp',
  space: {
    units: int(16, 64, { scale: 'log' }),
    activation: choice('relu', 'silu', 'gelu'),
    learningRate: float(2e-3, 2e-2, { scale: 'log' }),
    weightDecay: float(1e-4, 1e-1, { scale: 'log' }),
  },
  sampler: randomSampler(),
  trials: 8,
  model: (p) =>
    neuralNetwork({
      layers: [
        dense({ units: p.units }),
        activation(p.activation),
        dense({ units: p.units }),
        activation(p.activation),
      ],
      optimizer: adamW({ learningRate: oneCycle({ peak: p.learningRate }), weightDecay: p.weightDecay }),
      epochs: 6,
      batchSize: 256,
    }),
});
