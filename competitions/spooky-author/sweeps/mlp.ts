import { activation, adamW, cosine, dense, dropout } from '@foldwise/core';
import { defineSweep, float, int, neuralNetwork, randomSampler } from '@foldwise/experiments';

export const mlp = defineSweep({
  name: 'mlp',
  space: {
    units: int(16, 96, { scale: 'log' }),
    inputDropout: float(0, 0.5),
    dropout: float(0.2, 0.7),
    epochs: int(4, 10),
    learningRate: float(1e-3, 1e-2, { scale: 'log' }),
    weightDecay: float(1e-2, 1, { scale: 'log' }),
  },
  sampler: randomSampler(),
  trials: 8,
  model: (p) =>
    neuralNetwork({
      layers: [dropout(p.inputDropout), dense({ units: p.units }), activation('relu'), dropout(p.dropout)],
      optimizer: adamW({ learningRate: cosine({ start: p.learningRate }), weightDecay: p.weightDecay }),
      epochs: p.epochs,
      batchSize: 128,
      holdOut: 0,
    }),
});
