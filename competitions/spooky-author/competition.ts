import { activation, adamW, cosine, dense, dropout, logLoss } from '@foldwise/core';
import {
  kaggleFolder,
  named,
  numeric,
  onColumns,
  pipeline,
  standardScale,
  stratifiedKFold,
  textCounts,
  tfIdf,
} from '@foldwise/data';
import { constant, defineCompetition, multiclass, neuralNetwork } from '@foldwise/experiments';
import { schema } from './schema.ts';
import { mlp } from './sweeps/mlp.ts';

export default defineCompetition({
  name: 'spooky-author',
  title: 'Spooky Author: who wrote this sentence?',
  url: 'https://www.kaggle.com/competitions/spooky-author-identification',
  schema,
  source: kaggleFolder({ columns: ['EAP', 'HPL', 'MWS'] }),
  task: multiclass(['EAP', 'HPL', 'MWS']),
  metric: logLoss(),
  splitter: stratifiedKFold({ folds: 3 }),
  features: pipeline(
    textCounts(named('text')),
    onColumns(numeric(), standardScale()),
    tfIdf(named('text'), { ngrams: [1, 2], minTexts: 3, maxTerms: 3000, sublinear: true }),
  ),
  models: {
    mlp: neuralNetwork({
      layers: [dropout(0.2), dense({ units: 32 }), activation('relu'), dropout(0.5)],
      optimizer: adamW({ learningRate: cosine({ start: 5e-3 }), weightDecay: 0.1 }),
      epochs: 6,
      batchSize: 128,
      holdOut: 0,
    }),
    constant: constant(),
  },
  sweeps: [mlp],
});
