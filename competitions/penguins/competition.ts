import { activation, adamW, cosine, dense, dropout, logLoss } from '@foldwise/core';
import {
  categorical,
  embedded,
  impute,
  numeric,
  onColumns,
  oneHot,
  pipeline,
  standardScale,
  stratifiedKFold,
} from '@foldwise/data';
import { defineCompetition, multiclass, neuralNetwork } from '@foldwise/experiments';
import { schema } from './schema.ts';
import { mlp } from './sweeps/mlp.ts';

const classes = ['Adelie', 'Chinstrap', 'Gentoo'];

export default defineCompetition({
  name: 'penguins',
  title: 'The species of a penguin',
  url: 'https://github.com/observablehq/sample-datasets',
  schema,
  source: embedded({
    name: 'penguins',
    file: import.meta.resolve('@observablehq/sample-datasets/penguins.csv'),
    id: 'Id',
    target: 'species',
    columns: classes,
    testFraction: 0.3,
    seed: 20,
  }),
  task: multiclass(classes),
  metric: logLoss(),
  splitter: stratifiedKFold({ folds: 5 }),
  features: pipeline(
    onColumns(numeric(), impute('median', { indicator: true }), standardScale()),
    onColumns(categorical(), oneHot()),
  ),
  models: {
    mlp: neuralNetwork({
      layers: [dense({ units: 32 }), activation('silu'), dropout(0.2)],
      optimizer: adamW({ learningRate: cosine({ start: 1e-2 }), weightDecay: 1e-1 }),
      epochs: 150,
      batchSize: 32,
      // So few rows are worth more for learning than for finding the best epoch.
      holdOut: 0,
    }),
  },
  sweeps: [mlp],
});
