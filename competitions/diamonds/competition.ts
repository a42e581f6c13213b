import { activation, adamW, dense, log, oneCycle, rmsle } from '@foldwise/core';
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

/** A stone measured as 0 mm was not measured, and has no logarithm. */
function logOf(value: number | null): number | null {
  return value !== null && value > 0 && Number.isFinite(value) ? log(value) : null;
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
      logCarat: (row) => logOf(row.carat),
      logX: (row) => logOf(row.x),
      logY: (row) => logOf(row.y),
      logZ: (row) => logOf(row.z),
      volume: (row) => logOf((row.x ?? 0) * (row.y ?? 0) * (row.z ?? 0)),
      // How much a stone weighs for its size: what was measured or cut oddly stands out.
      density: (row) => logOf((row.carat ?? 0) / ((row.x ?? 0) * (row.y ?? 0) * (row.z ?? 0))),
      ratio: (row) => logOf((row.x ?? 0) / (row.y ?? 0)),
      cutGrade: (row) => grade(row.cut, schema.cut.levels),
      colorGrade: (row) => grade(row.color, schema.color.levels),
      clarityGrade: (row) => grade(row.clarity, schema.clarity.levels),
    }),
    onColumns(numeric(), impute('median'), standardScale()),
    onColumns(categorical(), oneHot()),
  ),
  models: {
    mlp: neuralNetwork({
      layers: [1, 2, 3].flatMap(() => [dense({ units: 64 }), activation('relu')]),
      optimizer: adamW({ learningRate: oneCycle({ peak: 1e-2 }), weightDecay: 3e-2 }),
      epochs: 50,
      batchSize: 256,
      holdOut: 0.05,
    }),
  },
  sweeps: [mlp],
});
