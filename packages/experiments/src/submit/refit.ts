import { executorFor } from '@foldwise/core';
import type { Tensor } from '@foldwise/core';
import { trialRng } from '../run/cross-validate.ts';
import { checkAborted } from '../run/fit-fold.ts';
import { allFeatures } from '../run/fold-features.ts';
import type { OpenCompetition, SubmitOptions } from '../run/options.ts';
import type { PreparedData } from '../run/prepare-data.ts';
import type { StudyStarted, TrialComplete } from '../run/study-event.ts';
import { sameModel } from './same-model.ts';
import { checkPredictions } from '../model/check-predictions.ts';

/** The mean of the folds' best epochs, at least 1; undefined where the model is not trained by epochs. */
export function meanEpochs(folds: TrialComplete['folds']): number | undefined {
  const epochs = folds.flatMap((fold) => fold.epochs ?? []);
  if (epochs.length < folds.length) return undefined;
  const sum = epochs.reduce((total, each) => total + each, 0);
  return Math.max(1, Math.floor(sum / epochs.length + 0.5));
}

/** Fits the run's model once more, on all training rows, and predicts the test rows. */
export async function refitOnAllRows(
  open: OpenCompetition,
  data: PreparedData,
  header: StudyStarted,
  event: TrialComplete,
  { signal, onProgress, portable }: SubmitOptions,
): Promise<Tensor> {
  const { task, metric } = open.competition;
  const { model, features } = sameModel(
    open,
    header,
    event,
    'submit the average of its fold models (without --refit), or run it anew',
  );
  checkAborted(signal);
  const { train, test } = allFeatures(features, data);
  const epochs = meanEpochs(event.folds);
  const predictor = await model.fit(train, {
    task,
    metric,
    rng: trialRng(header.seed, event.trial).split('refit'),
    ...(signal === undefined ? {} : { signal }),
    executor: executorFor({
      portable: portable ?? header.identity['portable'] === true,
      note: (message) => onProgress?.({ type: 'note', message }),
    }),
    ...(epochs === undefined ? {} : { epochs }),
    report: (epoch, value) =>
      onProgress?.({ type: 'epoch', trial: event.trial, fold: data.folds.length, epoch, value }),
  });
  checkAborted(signal);
  const predictions = predictor.predict(test);
  checkPredictions(task, data.test.length, predictions, 'refit');
  return predictions;
}
