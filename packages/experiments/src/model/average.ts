import { FoldwiseError } from '@foldwise/core';
import type { Tensor } from '@foldwise/core';
import type { Dataset } from '@foldwise/data';
import type { FitContext, Model, Predictor } from './model.ts';

function meanOf(predictions: readonly Tensor[]): Tensor {
  const data = new Float64Array(predictions[0]!.data.length);
  for (const prediction of predictions) for (let i = 0; i < data.length; i++) data[i]! += prediction.data[i]!;
  return { shape: predictions[0]!.shape, data: data.map((sum) => sum / predictions.length) };
}

/**
 * Several models fitted on the same rows, whose predictions are averaged: (1/n) Σ fᵢ(x).
 *
 * Each draws random numbers of its own, so the same model several times is an average over seeds. A last fit without held-out rows is
 * not told how long to train, since the members' best epochs differ: each keeps rows aside once more.
 *
 * @throws FoldwiseError where there is no model.
 *
 * @example
 * const seeds = average(mlp, mlp, mlp);
 */
export function average(...models: readonly Model[]): Model {
  if (models.length === 0) {
    throw new FoldwiseError('expected one model or more, got none', {
      code: 'input',
      where: 'average',
      hint: 'pass the models: average(mlp, linear)',
    });
  }
  const members = Object.freeze([...models]);
  return Object.freeze({
    spec: Object.freeze({ kind: 'average', models: members.map((model) => model.spec) }),
    fit: async (train: Dataset, context: FitContext): Promise<Predictor> => {
      const fitted: Predictor[] = [];
      let told = 0;
      for (const [i, model] of members.entries()) {
        const report: FitContext['report'] = (_, value, unit) => context.report?.(++told, value, unit);
        fitted.push(await model.fit(train, { ...context, rng: context.rng.split(`member ${i}`), report }));
      }
      return {
        predict: (features) => meanOf(fitted.map((predictor) => predictor.predict(features))),
        weights: fitted.map((predictor) => predictor.weights ?? []),
      };
    },
  });
}
