import { FoldwiseError } from '@foldwise/core';
import { metricFits, metricNamed, metricNames } from './metric-names.ts';
import type { MetricName } from './metric-names.ts';
import type { AnswerStyle, TaskGuess } from './guess-task.ts';

export interface MetricGuess {
  readonly metric: MetricName;
  readonly because: string;
}

/** The score that such a task is most often judged by; a stated one is checked. */
export function guessMetric(
  guess: TaskGuess,
  answer: AnswerStyle,
  classColumns: boolean,
  stated?: string,
): MetricGuess {
  const { task } = guess;
  if (stated !== undefined) return { metric: checkStated(stated, guess), because: 'stated with --metric' };
  if (task.kind === 'regression') {
    return task.scale === 'log1p'
      ? { metric: 'rmsle', because: 'usual for a skewed quantity that is never negative' }
      : { metric: 'rmse', because: 'usual for a quantity' };
  }
  if (classColumns) return { metric: 'logLoss', because: 'probabilities are asked for' };
  if (task.kind === 'binary') {
    return answer.kind === 'fraction'
      ? { metric: 'rocAuc', because: `the sample answers "${answer.example}", a probability` }
      : { metric: 'accuracy', because: `the sample answers "${answer.example}", a label` };
  }
  return guess.ordinal
    ? { metric: 'quadraticWeightedKappa', because: 'usual for grades on a scale' }
    : { metric: 'accuracy', because: 'labels are asked for' };
}

function checkStated(stated: string, { task }: TaskGuess): MetricName {
  const metric = metricNamed(stated);
  if (metricFits(metric, task)) return metric;
  throw new FoldwiseError(`expected a metric for a ${task.kind} task, got ${metric}`, {
    code: 'input',
    where: '--metric',
    hint: `take one of ${metricNames.filter((name) => metricFits(name, task)).join(', ')}`,
  });
}
