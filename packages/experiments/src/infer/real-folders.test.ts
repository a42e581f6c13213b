import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { inferCompetition } from './infer-competition.ts';

const data = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));

/** What Kaggle's pages say of these competitions: target, kind of task, metric, rows to predict. */
const known = [
  ['spaceship-titanic', 'Transported', 'binary', 'accuracy', 4277],
  ['titanic', 'Survived', 'binary', 'accuracy', 418],
  ['playground-series-s3e5', 'quality', 'multiclass', 'quadraticWeightedKappa', 1372],
  ['house-prices-advanced-regression-techniques', 'SalePrice', 'regression', 'rmsle', 1459],
  ['otto-group-product-classification-challenge', 'target', 'multiclass', 'logLoss', 144_368],
  ['tabular-playground-series-jul-2021', 'target_carbon_monoxide', 'regression', 'rmsle', 2247],
] as const;

describe('Kaggle folders are taken for what Kaggle says they are', () => {
  for (const [slug, target, task, metric, testRows] of known) {
    const folder = join(data, slug);
    test.skipIf(!existsSync(folder))(
      `${slug}${existsSync(folder) ? '' : ` (skipped: no ${folder})`}`,
      async () => {
        const guess = await inferCompetition(folder, { slug });
        expect([guess.targets[0], guess.task.kind, guess.metric, guess.testRows]).toEqual([
          target,
          task,
          metric,
          testRows,
        ]);
      },
    );
  }
});
