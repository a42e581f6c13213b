import { activation, adamW, cosine, dense, dropout } from '@foldwise/core';
import { choice, defineSweep, float, int, neuralNetwork, randomSampler } from '@foldwise/experiments';

export const mlp = defineSweep({
  name: 'mlp',
  space: {
    units: int(16, 128, { scale: 'log' }),
    activation: choice('relu', 'silu', 'selu'),
    dropout: float(0, 0.4),
    learningRate: float(1e-3, 1e-2, { scale: 'log' }),
    weightDecay: float(1e-2, 1, { scale: 'log' }),
  },
  sampler: randomSampler(),
  trials: 16,
  model: (p) =>
    neuralNetwork({
      layers: [
        dense({ units: p.units }),
        activation(p.activation),
        dropout(p.dropout),
        dense({ units: Math.ceil(p.units / 2) }),
        activation(p.activation),
      ],
      optimizer: adamW({ learningRate: cosine({ start: p.learningRate }), weightDecay: p.weightDecay }),
      epochs: 40,
      batchSize: 64,
      holdOut: 0,
    }),
});
