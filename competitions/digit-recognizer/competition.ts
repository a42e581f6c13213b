import { accuracy, adamW, oneCycle } from '@foldwise/core';
import { holdOut, kaggleFolder, pipeline } from '@foldwise/data';
import { defineCompetition, multiclass, neuralNetwork } from '@foldwise/experiments';
import { leNet } from './le-net.ts';
import { schema } from './schema.ts';
import { filters } from './sweeps/filters.ts';

export default defineCompetition({
  name: 'digit-recognizer',
  title: 'Digit Recognizer: which digit an image shows',
  url: 'https://www.kaggle.com/competitions/digit-recognizer',
  schema,
  source: kaggleFolder({ ids: 'row-number' }),
  task: multiclass(Array.from({ length: 10 }, (_, digit) => String(digit))),
  metric: accuracy(),
  splitter: holdOut({ fraction: 0.05, stratify: true }),
  features: pipeline(),
  models: {
    leNet: neuralNetwork({
      layers: leNet({ filters: 24, units: 128, dropout: 0.4 }),
      optimizer: adamW({ learningRate: oneCycle({ peak: 3e-3 }) }),
      epochs: 12,
      batchSize: 128,
      holdOut: 0,
    }),
  },
  sweeps: [filters],
});
