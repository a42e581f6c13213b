import { absoluteError, activation, adamW, cosine, dense } from '@foldwise/core';
import { choice, defineSweep, float, int, neuralNetwork, randomSampler } from '@foldwise/experiments';

export const mlp = defineSweep({
  name: 'mlp',
  space: {
    units: int(32, 128, { scale: 'log' }),
    activation: choice('relu', 'silu'),
    learningRate: float(1e-3, 1e-2, { scale: 'log' }),
    weightDecay: float(1e-3, 1, { scale: 'log' }),
  },
  sampler: randomSampler(),
  trials: 6,
  model: (p) =>
    neuralNetwork({
      layers: [
        dense({ units: p.units }),
        activation(p.activation),
        dense({ units: Math.ceil(p.units / 2) }),
        activation(p.activation),
      ],
      optimizer: adamW({ learningRate: cosine({ start: p.learningRate }), weightDecay: p.weightDecay }),
      loss: absoluteError(),
      epochs: 8,
      batchSize: 512,
      holdOut: 0,
    }),
});
