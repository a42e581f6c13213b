import type { FoldDetails } from '../run/run-details.ts';
import type { TrialEnded } from '../run/study-event.ts';
import { fitName } from './fit-name.ts';
import type { MirroredRun } from './mirrored-run.ts';
import type { TrialLog } from './study-log.ts';

type Metrics = MirroredRun['metrics'];

/** Folds count from 1, as everywhere the user sees them. */
function foldMetrics(fold: FoldDetails, metric: string, timestamp: number): Metrics {
  const prefix = `fold_${fold.fold + 1}`;
  const one = (name: string, value: number | null): Metrics =>
    value === null ? [] : [{ key: `${prefix}/${name}`, value, step: 0, timestamp }];
  const curve = `${prefix}/epochs/${fold.unit === 'loss' ? 'loss' : metric}`;
  return [
    ...one(metric, fold.score),
    ...one('kept_epochs', fold.epochs),
    ...one('seconds', fold.seconds),
    ...fold.curve.map((value, i) => ({ key: curve, value, step: i + 1, timestamp })),
  ];
}

function endMetrics(ended: TrialEnded, metric: string): Metrics {
  const timestamp = Date.parse(ended.at);
  const one = (key: string, value: number) => ({ key, value, step: 0, timestamp });
  // What may be run again has no metrics, which cannot be taken back: its time is a tag.
  if (ended.type === 'trial-failed') return [];
  const seconds = one('seconds', ended.seconds);
  const folds = ended.folds.flatMap((fold) => foldMetrics(fold, metric, timestamp));
  // Of another name: it is not to be compared with the scores of complete trials.
  if (ended.type === 'trial-pruned') return [one(`when_pruned/${metric}`, ended.score), seconds, ...folds];
  const ownScores = ended.folds.length > 0 ? [] : ended.foldScores;
  return [
    one(metric, ended.score),
    seconds,
    ...folds,
    // A blend trains no folds, and has a score on each.
    ...ownScores.flatMap((score, i) => (score === null ? [] : [one(`fold_${i + 1}/${metric}`, score)])),
    ...(ended.blend === undefined
      ? []
      : [
          one(`blend/raw_${metric}`, ended.blend.raw),
          ...(ended.blend.averaged === undefined
            ? []
            : [one(`blend/averaged_${metric}`, ended.blend.averaged)]),
          one(`blend/best_single_${metric}`, ended.blend.single.nested),
        ]),
  ];
}

/**
 * The metrics of a trial: its score under the metric's name, each fold's as `fold_3/auc`, each epoch's as `fold_3/epochs/auc` (or
 * `…/loss`, where the model tells of its loss), from epoch 1; how long it took; and what a submission scored, at Kaggle
 * (`kaggle/public_auc`) or on labels that were kept apart (`kept_apart/auc`).
 */
export function trialMetrics({ ended, submissions, uploads }: TrialLog, metricName: string): Metrics {
  const metric = fitName(metricName);
  const one = (key: string, value: number | null, at: string): Metrics =>
    value === null ? [] : [{ key, value, step: 0, timestamp: Date.parse(at) }];
  return [
    ...(ended === undefined ? [] : endMetrics(ended, metric)),
    ...submissions.flatMap(({ privateScore, at }) => one(`kept_apart/${metric}`, privateScore, at)),
    ...uploads.flatMap(({ publicScore, privateScore, at }) => [
      ...one(`kaggle/public_${metric}`, publicScore, at),
      ...one(`kaggle/private_${metric}`, privateScore, at),
    ]),
  ];
}
