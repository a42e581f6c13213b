import { activation, adamW, cosine, dense, dropout, log1p, rmsle } from '@foldwise/core';
import {
  categorical,
  derive,
  impute,
  kaggleFolder,
  kFold,
  numeric,
  onColumns,
  oneHot,
  pipeline,
  standardScale,
} from '@foldwise/data';
import { defineCompetition, neuralNetwork, regression } from '@foldwise/experiments';
import { grade, schema } from './schema.ts';
import { mlp } from './sweeps/mlp.ts';

export default defineCompetition({
  name: 'house-prices',
  title: 'House prices: advanced regression techniques',
  url: 'https://www.kaggle.com/competitions/house-prices-advanced-regression-techniques',
  schema,
  source: kaggleFolder(),
  task: regression({ scale: 'log1p' }),
  metric: rmsle(),
  splitter: kFold({ folds: 5 }),
  features: pipeline(
    derive(schema, {
      Area: (row) => (row.TotalBsmtSF ?? 0) + (row['1stFlrSF'] ?? 0) + (row['2ndFlrSF'] ?? 0),
      LogLiving: (row) => (row.GrLivArea === null ? null : log1p(row.GrLivArea)),
      LogLot: (row) => (row.LotArea === null ? null : log1p(row.LotArea)),
      Baths: (row) =>
        (row.FullBath ?? 0) + (row.BsmtFullBath ?? 0) + ((row.HalfBath ?? 0) + (row.BsmtHalfBath ?? 0)) / 2,
      Age: (row) => (row.YrSold === null || row.YearBuilt === null ? null : row.YrSold - row.YearBuilt),
      SinceRemodelled: (row) =>
        row.YrSold === null || row.YearRemodAdd === null ? null : row.YrSold - row.YearRemodAdd,
      // Kaggle writes "NA" where a house has no such thing; its grade is then 0.
      ExterGrade: (row) => grade(row.ExterQual),
      KitchenGrade: (row) => grade(row.KitchenQual),
      BasementGrade: (row) => grade(row.BsmtQual),
      HeatingGrade: (row) => grade(row.HeatingQC),
      FireplaceGrade: (row) => grade(row.FireplaceQu),
      GarageGrade: (row) => grade(row.GarageQual),
    }),
    onColumns(numeric(), impute('median'), standardScale()),
    onColumns(categorical(), oneHot({ rareBelow: 10 })),
  ),
  models: {
    mlp: neuralNetwork({
      layers: [dense({ units: 128 }), activation('silu'), dropout(0.3)],
      optimizer: adamW({ learningRate: cosine({ start: 3e-3 }), weightDecay: 1 }),
      epochs: 100,
      batchSize: 32,
      holdOut: 0,
    }),
  },
  sweeps: [mlp],
});
