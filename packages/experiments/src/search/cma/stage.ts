import type { Goal, Rng } from '@foldwise/core';
import { lossOf, rankedTrials } from '../best-trials.ts';
import type { Point } from '../parameters.ts';
import type { Trial } from '../trial.ts';
import { distributionAt, drawFrom, updated, type Distribution } from './distribution.ts';
import { withMargin, type Margined } from './margin.ts';
import { firstRun, nextRun, type Restarts, type Run } from './restart.ts';
import type { SearchAxis } from './search-axis.ts';
import { generationsToWait, hasEnded, type LossRange } from './stopping.ts';
import { strategyOf, type Strategy } from './strategy.ts';
import { warmStart } from './warm-start.ts';

/** What a search is made of besides its trials. */
export interface Plan {
  readonly axes: readonly SearchAxis[];
  readonly population: number;
  readonly sigma: number;
  readonly restarts: Restarts;
  readonly goal: Goal;
  /** Of the sweep: what is drawn for a trial can be drawn again. */
  readonly random: Rng;
  /** How often a trial may have been drawn anew, because the constraint refused it. */
  readonly rounds: number;
}

/** A trial and its coordinates on the axes. */
export interface Placed {
  readonly trial: Trial;
  readonly point: Point;
}

/** Where a search stands: what the next generation is drawn from. */
export interface Stage extends Margined {
  readonly run: Run;
  readonly strategy: Strategy;
  readonly recent: readonly LossRange[];
}

function identityStart({ axes, sigma }: Plan): Distribution {
  const n = axes.length;
  const covariance = new Float64Array(n * n);
  for (const [i, { spread }] of axes.entries()) covariance[i * n + i] = Math.min(1, spread / sigma) ** 2;
  return distributionAt(
    Float64Array.from(axes, ({ center }) => center),
    sigma,
    covariance,
  );
}

function stageOf(run: Run, distribution: Distribution): Stage {
  const n = distribution.mean.length;
  return {
    run,
    distribution,
    strategy: strategyOf(n, run.population),
    widths: new Float64Array(n).fill(1),
    recent: [],
  };
}

/** Where a search begins: at what trials of an earlier sweep promise, or where the space says. */
export function firstStage(plan: Plan, earlier: readonly Placed[]): Stage {
  const ranked = rankedTrials(
    earlier.map(({ trial }) => trial).filter(({ state }) => state !== 'failed'),
    plan.goal,
  );
  const first = firstRun(plan.population, plan.sigma);
  if (ranked.length === 0) return stageOf(first, identityStart(plan));
  const places = new Map(earlier.map(({ trial, point }) => [trial, positionsOf(plan.axes, point)]));
  const distribution = warmStart(ranked.map((trial) => places.get(trial)!));
  return stageOf(first, distribution);
}

/** Where coordinates lie on the axes. */
export function positionsOf(axes: readonly SearchAxis[], point: Point): Float64Array {
  return point.map((coordinate, i) => axes[i]!.positionOf(coordinate));
}

/** A draw: `raw` is what the distribution learns from, `point` the coordinates that are tried. */
export interface Draw {
  readonly raw: Float64Array;
  readonly point: Point;
}

/** What a trial gets from a stage: the first of up to 10 n draws that is inside where axes have no steps; else the last, brought inside. */
export function drawFor({ axes, random }: Plan, stage: Stage, trial: number, round: number): Draw {
  const stream = random.split(`trial ${trial}`).split(`round ${round}`);
  const isOutside = (x: number, i: number): boolean => axes[i]!.edges === undefined && (x < 0 || x > 1);
  let raw = drawFrom(stage.distribution, stream);
  for (let draw = 1; draw < 10 * axes.length && raw.some(isOutside); draw++)
    raw = drawFrom(stage.distribution, stream);
  raw = raw.map((x, i) => (isOutside(x, i) ? Math.min(1, Math.max(0, x)) : x));
  const { mean } = stage.distribution;
  const point = raw.map((x, i) => {
    const isStepped = axes[i]!.edges !== undefined;
    return axes[i]!.coordinateAt(isStepped ? mean[i]! + stage.widths[i]! * (x - mean[i]!) : x);
  });
  return { raw, point };
}

/** What was drawn for a trial: drawn again; undefined where its parameters are from elsewhere. */
export function drawnFor(plan: Plan, stage: Stage, { trial, point }: Placed): Float64Array | undefined {
  for (let round = 0; round < plan.rounds; round++) {
    const draw = drawFor(plan, stage, trial.number, round);
    const isSame = draw.point.every((each, i) => plan.axes[i]!.recordedAs(each) === point[i]!);
    if (isSame) return draw.raw;
  }
  return undefined;
}

function rangeOf(trials: readonly Trial[], goal: Goal): LossRange {
  const losses = trials.flatMap((trial) => (trial.state === 'failed' ? [] : [lossOf(trial.score, goal)]));
  return losses.length === 0
    ? { best: Infinity, worst: Infinity }
    : { best: Math.min(...losses), worst: Math.max(...losses) };
}

/** What follows a generation: the next one of the search, or the first of a new search. */
export function after(plan: Plan, stage: Stage, raws: ReadonlyMap<Trial, Float64Array>, first: Run): Stage {
  const { strategy, run } = stage;
  const trials = [...raws.keys()];
  const ranked = rankedTrials(trials, plan.goal);
  const learnt = updated(
    stage.distribution,
    strategy,
    ranked.map((trial) => raws.get(trial)!),
  );
  const margined = withMargin(
    { distribution: learnt, widths: stage.widths },
    plan.axes.map(({ edges }) => edges),
    1 / (strategy.axes * strategy.population),
  );
  const recent = [...stage.recent, rangeOf(trials, plan.goal)].slice(-generationsToWait(strategy));
  if (plan.restarts === 'none' || !hasEnded(margined.distribution, strategy, recent, run.sigma))
    return { ...stage, ...margined, recent };
  const random = plan.random.split(`restart ${run.index + 1}`);
  const taken = learnt.generation * strategy.population;
  const next = nextRun(run, { first, restarts: plan.restarts, trials: taken }, random);
  const mean = Float64Array.from(plan.axes, () => random.uniform());
  return stageOf(next, distributionAt(mean, next.sigma));
}
