import { activation, adamW, cosine, dense, dropout } from '@foldwise/core';
import { choice, defineSweep, float, int, neuralNetwork, randomSampler } from '@foldwise/experiments';

export const mlp = defineSweep({
  name: 'mlp',
  space: {
    units: int(64, 192, { scale: 'log' }),
    activation: choice('silu', 'mish', 'selu'),
    dropout: float(0.1, 0.5),
    learningRate: float(1e-3, 1e-2, { scale: 'log' }),
    weightDecay: float(1e-1, 3, { scale: 'log' }),
  },
  sampler: randomSampler(),
  trials: 20,
  model: (p) =>
    neuralNetwork({
      layers: [dense({ units: p.units }), activation(p.activation), dropout(p.dropout)],
      optimizer: adamW({ learningRate: cosine({ start: p.learningRate }), weightDecay: p.weightDecay }),
      epochs: 100,
      batchSize: 32,
      holdOut: 0,
    }),
});
