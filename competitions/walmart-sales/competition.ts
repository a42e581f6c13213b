import { absoluteError, activation, adamW, cosine, dense, mae } from '@foldwise/core';
import {
  drop,
  impute,
  kaggleFolder,
  lags,
  named,
  numeric,
  onColumns,
  oneHot,
  pipeline,
  standardScale,
  targetEncode,
  timeSeriesSplit,
  withTables,
} from '@foldwise/data';
import { constant, defineCompetition, neuralNetwork, regression } from '@foldwise/experiments';
import { schema } from './schema.ts';
import { mlp } from './sweeps/mlp.ts';

export default defineCompetition({
  name: 'walmart-sales',
  title: 'Walmart: weekly sales of the departments of 45 stores',
  url: 'https://www.kaggle.com/competitions/walmart-recruiting-store-sales-forecasting',
  schema,
  source: withTables(
    kaggleFolder({ ids: { of: ['Store', 'Dept', 'Date'] } }),
    { file: 'stores.csv', on: ['Store'] },
    { file: 'features.csv', on: ['Store', 'Date', 'IsHoliday'] },
  ),
  task: regression(),
  metric: mae(),
  // Holidays count five times. The first year is there to look back on: none of its rows knows what was sold a year before.
  rowWeight: (row) => ((row.Date ?? '') < '2011-02-04' ? 0 : row.IsHoliday === 'TRUE' ? 5 : 1),
  splitter: timeSeriesSplit({ by: 'Date', folds: 2, validation: 26 }),
  features: pipeline(
    // Markdowns began in November 2011: the first fold has none to learn from. The others drift, and end before the test rows do.
    drop(
      'MarkDown1',
      'MarkDown2',
      'MarkDown3',
      'MarkDown4',
      'MarkDown5',
      'CPI',
      'Unemployment',
      'Fuel_Price',
    ),
    // The last test row is 39 weeks ahead: what was sold 52 weeks before, the same week of the year, is known of all of them.
    lags(named('Temperature'), { time: 'Date', by: ['Store', 'Dept'], horizon: 364, ofTarget: true }),
    drop('Temperature', 'Temperature_lag_1'),
    onColumns(named('Store', 'Dept'), targetEncode()),
    onColumns(named('Type', 'IsHoliday'), oneHot()),
    onColumns(numeric(), impute('median'), standardScale()),
  ),
  models: {
    mlp: neuralNetwork({
      layers: [dense({ units: 64 }), activation('silu'), dense({ units: 32 }), activation('silu')],
      optimizer: adamW({ learningRate: cosine({ start: 3e-3 }), weightDecay: 0.1 }),
      loss: absoluteError(),
      epochs: 8,
      batchSize: 512,
      holdOut: 0,
    }),
    constant: constant(),
  },
  sweeps: [mlp],
});
