import { FoldwiseError } from '@foldwise/core';
import type { Metric } from '@foldwise/core';
import type { Competition } from '../competition/define-competition.ts';
import type { TrialOutcome } from '../competition/objective.ts';
import { rowsOf } from '../model/hold-out-rows.ts';
import type { CrossValidation } from './cross-validate.ts';
import { truthOf } from './fold-features.ts';
import { sweepNamed } from './model-of.ts';
import type { PreparedData } from './prepare-data.ts';
import { scoreOf } from './score-of.ts';

function outcomeOf(data: PreparedData, { oof, folds }: CrossValidation): TrialOutcome {
  return {
    score(metric: Metric): number {
      const foldScores = folds.map(({ validation }, fold) => {
        const rows = data.folds[fold]!.validation;
        const weights = data.rowWeights === undefined ? undefined : rowsOf(data.rowWeights, rows);
        return metric.score(truthOf(data, rows), validation, weights);
      });
      return scoreOf(metric, data.target, oof, foldScores, data.rowWeights);
    },
    layers: folds[0]?.layers ?? null,
  };
}

/**
 * What a trial of a sweep came to in each of its objectives beside the score.
 *
 * @throws FoldwiseError (`training`) where one of them is no finite number.
 */
export function objectivesReached(
  competition: Competition,
  sweep: string,
  data: PreparedData,
  validated: CrossValidation,
): readonly number[] {
  const outcome = outcomeOf(data, validated);
  return sweepNamed(competition, sweep).objectives.map((objective) => {
    const value = objective.of(outcome);
    if (Number.isFinite(value)) return value;
    throw new FoldwiseError(`expected a finite number, got ${String(value)}`, {
      code: 'training',
      where: `objective ${objective.name}`,
      hint: 'leave the objective out, or search where it is defined',
    });
  });
}
