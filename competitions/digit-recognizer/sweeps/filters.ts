import { adamW, oneCycle } from '@foldwise/core';
import { defineSweep, float, int, neuralNetwork, randomSampler } from '@foldwise/experiments';
import { leNet } from '../le-net.ts';

export const filters = defineSweep({
  name: 'filters',
  space: {
    filters: int(8, 32, { scale: 'log' }),
    units: int(64, 256, { scale: 'log' }),
    dropout: float(0.2, 0.6),
    learningRate: float(1e-3, 1e-2, { scale: 'log' }),
  },
  sampler: randomSampler(),
  trials: 10,
  model: (p) =>
    neuralNetwork({
      layers: leNet({ filters: p.filters, units: p.units, dropout: p.dropout }),
      optimizer: adamW({ learningRate: oneCycle({ peak: p.learningRate }) }),
      epochs: 6,
      batchSize: 128,
      holdOut: 0,
    }),
});
