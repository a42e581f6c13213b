import { didYouMean, FoldwiseError } from '@foldwise/core';
import type { Task } from '../competition/task.ts';

/** The name of a metric's maker in `@foldwise/core`. */
export type MetricName =
  | 'accuracy'
  | 'balancedAccuracy'
  | 'logLoss'
  | 'rocAuc'
  | 'f1'
  | 'macroF1'
  | 'matthewsCorrelation'
  | 'quadraticWeightedKappa'
  | 'rmse'
  | 'rmsle'
  | 'mae'
  | 'mse'
  | 'mape'
  | 'smape'
  | 'r2';

interface MetricEntry {
  readonly tasks: readonly Task['kind'][];
  /** What people and Kaggle also call it, in lower case without spaces, dashes and underscores. */
  readonly aliases: readonly string[];
}

const labels: readonly Task['kind'][] = ['binary', 'multiclass'];
const values: readonly Task['kind'][] = ['regression'];

/** The metrics that `--metric` takes: this table writes source text, no behaviour hangs on it. */
const metrics: Readonly<Record<MetricName, MetricEntry>> = {
  accuracy: { tasks: labels, aliases: ['acc', 'categorizationaccuracy'] },
  balancedAccuracy: { tasks: labels, aliases: [] },
  logLoss: {
    tasks: labels,
    aliases: ['crossentropy', 'multiclassloss', 'binarylogloss', 'multiclasslogloss'],
  },
  rocAuc: { tasks: ['binary'], aliases: ['auc', 'areaunderthecurve', 'aucroc'] },
  f1: { tasks: ['binary'], aliases: ['f1score'] },
  macroF1: { tasks: labels, aliases: ['f1macro', 'macrof1score'] },
  matthewsCorrelation: { tasks: labels, aliases: ['mcc', 'matthewscorrelationcoefficient'] },
  quadraticWeightedKappa: {
    tasks: ['multiclass', 'regression'],
    aliases: ['qwk', 'kappa', 'quadratickappa', 'cohenkappa'],
  },
  rmse: { tasks: values, aliases: ['rootmeansquarederror'] },
  rmsle: { tasks: values, aliases: ['rootmeansquaredlogarithmicerror', 'rmselog'] },
  mae: { tasks: values, aliases: ['meanabsoluteerror'] },
  mse: { tasks: values, aliases: ['meansquarederror'] },
  mape: { tasks: values, aliases: ['meanabsolutepercentageerror'] },
  smape: { tasks: values, aliases: [] },
  r2: { tasks: values, aliases: ['rsquared', 'r2score'] },
};

/** Every name that `--metric` takes. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a record's keys are its names
export const metricNames: readonly MetricName[] = Object.keys(metrics) as MetricName[];

/** The metric that a person calls `name`: "QWK", "rmse", "log loss". */
export function metricNamed(name: string): MetricName {
  const wanted = name.toLowerCase().replaceAll(/[\s_-]/g, '');
  const found = metricNames.find((known) => {
    return known.toLowerCase() === wanted || metrics[known].aliases.includes(wanted);
  });
  if (found !== undefined) return found;
  throw new FoldwiseError(`expected the name of a metric, got "${name}"`, {
    code: 'input',
    where: '--metric',
    hint: didYouMean(name, metricNames),
  });
}

/** Whether the metric can score this kind of task. */
export function metricFits(name: MetricName, task: Task): boolean {
  return metrics[name].tasks.includes(task.kind);
}
