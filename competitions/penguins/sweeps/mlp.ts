import { activation, adamW, cosine, dense, dropout } from '@foldwise/core';
import { choice, defineSweep, float, int, neuralNetwork, randomSampler } from '@foldwise/experiments';

export const mlp = defineSweep({
  name: 'mlp',
  space: {
    units: int(8, 64, { scale: 'log' }),
    activation: choice('relu', 'silu', 'tanh'),
    dropout: float(0, 0.4),
    learningRate: float(2e-3, 5e-2, { scale: 'log' }),
    weightDecay: float(1e-2, 1, { scale: 'log' }),
  },
  sampler: randomSampler(),
  trials: 12,
  model: (p) =>
    neuralNetwork({
      layers: [dense({ units: p.units }), activation(p.activation), dropout(p.dropout)],
      optimizer: adamW({ learningRate: cosine({ start: p.learningRate }), weightDecay: p.weightDecay }),
      epochs: 150,
      batchSize: 32,
      holdOut: 0,
    }),
});
