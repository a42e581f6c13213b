import { accuracy, activation, adamW, cosine, dense, dropout, log1p } from '@foldwise/core';
import {
  categorical,
  derive,
  impute,
  kaggleFolder,
  numeric,
  onColumns,
  oneHot,
  pipeline,
  standardScale,
  stratifiedKFold,
} from '@foldwise/data';
import { binary, defineCompetition, neuralNetwork } from '@foldwise/experiments';
import { schema } from './schema.ts';
import { mlp } from './sweeps/mlp.ts';

/** "Braund, Mr. Owen Harris" → "Mr"; the many rare titles become one. */
function titleOf(name: string | null): string | null {
  const title = name?.match(/, ([^.]+)\./)?.[1];
  if (title === undefined) return null;
  return ['Mr', 'Mrs', 'Miss', 'Master'].includes(title) ? title : 'Rare';
}

export default defineCompetition({
  name: 'titanic',
  title: 'Titanic: machine learning from disaster',
  url: 'https://www.kaggle.com/competitions/titanic',
  schema,
  source: kaggleFolder(),
  task: binary({ positive: '1', negative: '0' }),
  metric: accuracy(),
  splitter: stratifiedKFold({ folds: 5 }),
  features: pipeline(
    derive(schema, {
      Title: (row) => titleOf(row.Name),
      Deck: (row) => row.Cabin?.[0] ?? 'none',
      FamilySize: (row) => (row.SibSp ?? 0) + (row.Parch ?? 0) + 1,
      Alone: (row) => (row.SibSp ?? 0) + (row.Parch ?? 0) === 0,
      LogFare: (row) => (row.Fare === null ? null : log1p(row.Fare)),
    }),
    onColumns(numeric(), impute('median', { indicator: true }), standardScale()),
    onColumns(categorical(), oneHot()),
  ),
  models: {
    mlp: neuralNetwork({
      layers: [dense({ units: 64 }), activation('silu'), dropout(0.4)],
      optimizer: adamW({ learningRate: cosine({ start: 5e-3 }), weightDecay: 3e-2 }),
      epochs: 60,
      batchSize: 64,
      holdOut: 0,
    }),
  },
  sweeps: [mlp],
});
