import { activation, adamW, cosine, dense, dropout, log1p, meanColumnwise, rmsle } from '@foldwise/core';
import {
  dateParts,
  derive,
  elapsedSince,
  kaggleFolder,
  named,
  numeric,
  onColumns,
  pipeline,
  standardScale,
  timeSeriesSplit,
} from '@foldwise/data';
import {
  average,
  constant,
  defineCompetition,
  linearModel,
  neuralNetwork,
  regression,
} from '@foldwise/experiments';
import { schema } from './schema.ts';
import { mlp } from './sweeps/mlp.ts';

const log = (cell: number | null) => (cell === null ? null : log1p(cell));

const network = neuralNetwork({
  layers: [dense({ units: 64 }), activation('silu'), dropout(0.1), dense({ units: 32 }), activation('silu')],
  optimizer: adamW({ learningRate: cosine({ start: 3e-3 }), weightDecay: 1 }),
  epochs: 40,
  batchSize: 64,
  holdOut: 0,
});
const linear = linearModel({ epochs: 40, batchSize: 64 });

export default defineCompetition({
  name: 'playground-jul-2021',
  title: 'Tabular Playground July 2021: three gases from five sensors',
  url: 'https://www.kaggle.com/competitions/tabular-playground-series-jul-2021',
  schema,
  source: kaggleFolder(),
  task: regression({
    targets: ['target_carbon_monoxide', 'target_benzene', 'target_nitrogen_oxides'],
    scale: 'log1p',
  }),
  metric: meanColumnwise(rmsle()),
  // The test rows are the 2,247 hours that follow; a fold validates the 1,777 that follow what it is trained on.
  splitter: timeSeriesSplit({ by: 'date_time', folds: 3 }),
  features: pipeline(
    dateParts(named('date_time'), { parts: ['isWeekend'], cyclical: ['hour', 'weekday'] }),
    derive(schema, {
      log_sensor_1: (row) => log(row.sensor_1),
      log_sensor_2: (row) => log(row.sensor_2),
      log_sensor_3: (row) => log(row.sensor_3),
      log_sensor_4: (row) => log(row.sensor_4),
      log_sensor_5: (row) => log(row.sensor_5),
    }),
    // The sensors age: what they say of the same air drifts over the year.
    elapsedSince(named('date_time')),
    onColumns(numeric(), standardScale()),
  ),
  models: {
    mix: average(network, linear),
    mlp: network,
    linear,
    constant: constant(),
  },
  sweeps: [mlp],
});
