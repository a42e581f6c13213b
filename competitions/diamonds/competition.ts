import { activation, adamW, dense, log, rmsle } from '@foldwise/core';
import {
  categorical,
  derive,
  embedded,
  impute,
  kFold,
  numeric,
  onColumns,
  oneHot,
  pipeline,
  standardScale,
} from '@foldwise/data';
import { defineCompetition, neuralNetwork, regression } from '@foldwise/experiments';
import { schema } from './schema.ts';
import { mlp } from './sweeps/mlp.ts';

/** The place of a grade on its scale, from 0: the graders' scales are ordered, worst first. */
function grade(value: string | null, scale: readonly string[] | undefined): number | null {
  const at = value === null ? -1 : (scale ?? []).indexOf(value);
  return at < 0 ? null : at;
}

export default defineCompetition({
  name: 'diamonds',
  title: 'The price of a diamond',
  url: 'https://github.com/observablehq/sample-datasets',
  schema,
  source: embedded({
    name: 'diamonds',
    file: import.meta.resolve('@observablehq/sample-datasets/diamonds.csv'),
    id: 'Id',
    target: 'price',
    testFraction: 0.2,
    seed: 20,
  }),
  task: regression({ scale: 'log1p' }),
  metric: rmsle(),
  splitter: kFold({ folds: 3 }),
  features: pipeline(
    derive(schema, {
      logCarat: (row) => (row.carat === null ? null : log(row.carat)),
      // A stone measured as 0 mm was not measured.
      volume: (row) => (row.x && row.y && row.z ? log(row.x * row.y * row.z) : null),
      cutGrade: (row) => grade(row.cut, schema.cut.levels),
      colorGrade: (row) => grade(row.color, schema.color.levels),
      clarityGrade: (row) => grade(row.clarity, schema.clarity.levels),
    }),
    onColumns(numeric(), impute('median'), standardScale()),
    onColumns(categorical(), oneHot()),
  ),
  models: {
    mlp: neuralNetwork({
      layers: [dense({ units: 64 }), activation('silu'), dense({ units: 32 }), activation('silu')],
      optimizer: adamW({ learningRate: 3e-3 }),
      epochs: 8,
      batchSize: 256,
    }),
  },
  sweeps: [mlp],
});
