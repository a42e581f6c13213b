import { FoldwiseError } from '@foldwise/core';
import type { Metric } from '@foldwise/core';
import type { Pruner } from '../search/pruner.ts';
import type { Sampler } from '../search/sampler.ts';
import type { StoppingRule } from '../search/stopping-rule.ts';
import type { Objective, TrialOutcome } from './objective.ts';

function asObjective(stated: Metric | Objective): Objective {
  if (!('score' in stated)) return stated;
  const { spec, name, goal } = stated;
  return Object.freeze({
    spec,
    name,
    goal,
    metric: stated,
    of: (outcome: TrialOutcome) => outcome.score(stated),
  });
}

function isStated(each: unknown): each is Metric | Objective {
  if (typeof each !== 'object' || each === null) return false;
  const { name, goal, of, score } = each as Readonly<Record<string, unknown>>;
  const isGoal = goal === 'minimize' || goal === 'maximize';
  return typeof name === 'string' && isGoal && [of, score].some((part) => typeof part === 'function');
}

/** Refuses a rule that would end a search for several goals by its score alone. */
export function checkStop(stop: StoppingRule | undefined, objectives: number, where: string): void {
  if (stop === undefined || objectives === 0 || stop.servesSeveralGoals === true) return;
  throw new FoldwiseError(
    `expected a stopping rule for several goals, got ${JSON.stringify(stop.spec)}, which looks at the score alone`,
    { code: 'input', where, hint: 'pass stop: noImprovement(50), or leave it out' },
  );
}

/** What a sweep is searched for beside its score; metrics are scored like the competition's own. */
export function objectivesOf(
  stated: readonly (Metric | Objective)[],
  {
    sampler,
    pruner,
    stop,
  }: {
    readonly sampler: Sampler;
    readonly pruner: Pruner | undefined;
    readonly stop: StoppingRule | undefined;
  },
  where: string,
): readonly Objective[] {
  const refuse = (message: string, hint: string): never => {
    throw new FoldwiseError(message, { code: 'input', where, hint });
  };
  if (stated.length === 0) return Object.freeze([]);
  if (!stated.every(isStated))
    refuse('expected objectives as metrics or objectives', 'pass objectives: [weightCount()]');
  const twice = stated.find(({ name }, i) => stated.findIndex((other) => other.name === name) !== i);
  if (twice !== undefined)
    refuse(`expected objectives whose names differ, got "${twice.name}" twice`, 'leave one out');
  if (sampler.servesSeveralGoals !== true)
    refuse(
      `expected a sampler for several goals, got ${sampler.spec.kind}, which looks at the score alone`,
      'pass sampler: nsga2Sampler(), or leave it out',
    );
  checkStop(stop, stated.length, where);
  if (pruner !== undefined)
    refuse(
      'expected no pruner beside several objectives, got one: it would end trials by their score alone',
      'leave out the pruner, or the objectives',
    );
  return Object.freeze(stated.map(asObjective));
}
