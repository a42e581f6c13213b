import type { Rng } from '@foldwise/core';
import type { Trial } from '../trial.ts';
import { firstStage, type Placed, type Plan, type Stage } from './stage.ts';
import { Walk, type Progress } from './walk.ts';

/** What a search is a function of besides its trials. */
interface Root {
  readonly plan: Plan;
  readonly lag: number;
  readonly earlier: readonly Trial[];
  /** What the generator would give: two of the same seed are the same. */
  readonly seed: string;
  readonly start: Stage;
}

/** A generation that was gone through: its trials, and what came of them. */
interface Memory {
  readonly root: Root;
  readonly before: Memory | undefined;
  readonly trials: readonly Trial[];
  readonly progress: Progress;
}

/** By a generation's last trial: trials are frozen facts, and each suggestion asks for all of the search again. */
const memories = new WeakMap<Trial, Memory>();

function isSameRoot(a: Omit<Root, 'start'>, b: Root): boolean {
  const { axes, population, sigma, restarts, goal, rounds } = b.plan;
  const isSamePlan =
    a.plan.axes === axes &&
    a.plan.population === population &&
    a.plan.sigma === sigma &&
    a.plan.restarts === restarts &&
    a.plan.goal === goal &&
    a.plan.rounds === rounds;
  const isSameBefore =
    a.earlier.length === b.earlier.length && a.earlier.every((trial, i) => trial === b.earlier[i]);
  return isSamePlan && a.lag === b.lag && a.seed === b.seed && isSameBefore;
}

/** Whether a memory is of the first `count` trials, each of them. */
function isOf(memory: Memory, known: readonly Placed[], count: number): boolean {
  let end = count;
  for (let at: Memory | undefined = memory; at !== undefined; at = at.before) {
    const from = end - at.trials.length;
    if (from < 0 || !at.trials.every((trial, i) => trial === known[from + i]!.trial)) return false;
    end = from;
  }
  return end === 0;
}

/** The latest generation of these trials that was gone through before, and how many trials there are up to it. */
function remembered(
  root: Omit<Root, 'start'>,
  known: readonly Placed[],
): { readonly memory: Memory | undefined; readonly count: number } {
  for (let count = known.length; count > 0; count--) {
    const memory = memories.get(known[count - 1]!.trial);
    if (memory !== undefined && isSameRoot(root, memory.root) && isOf(memory, known, count))
      return { memory, count };
  }
  return { memory: undefined, count: 0 };
}

/**
 * Goes through a search again, from its first trial to the stage that trial number `next` is drawn from.
 *
 * Trials count in the order of their numbers, λ a generation, once the results of all of them are known; trials that begin earlier than
 * that are drawn from the generation before, and are brought near to the one that they count for, as are trials that somebody added. Those
 * that were drawn before a restart count for nothing after it.
 */
export function replay(plan: Plan, placed: readonly Placed[], next: number): Stage {
  const known = placed
    .filter(({ trial }) => trial.number >= 0)
    .toSorted((a, b) => a.trial.number - b.trial.number);
  const before = placed.filter(({ trial }) => trial.number < 0);
  const facts = {
    plan,
    // Results are known so many trials later, and were for each of them.
    lag: next - (known.at(-1)?.trial.number ?? next),
    earlier: before.map(({ trial }) => trial),
    seed: fingerprint(plan.random),
  };
  const { memory: found, count } = remembered(facts, known);
  const root = found?.root ?? { ...facts, start: firstStage(plan, before) };
  const { start } = root;
  const walk = new Walk(
    plan,
    root.lag,
    start.run,
    found?.progress ?? { origin: start, later: [], current: start },
  );
  let memory = found;
  let from = count;
  for (let i = count; i < known.length; i++) {
    if (!walk.take(known[i]!)) continue;
    const trials = known.slice(from, i + 1).map(({ trial }) => trial);
    memory = { root, before: memory, trials, progress: walk.progress };
    memories.set(known[i]!.trial, memory);
    from = i + 1;
  }
  return walk.progress.current;
}

/** 128 bits of a stream that nothing else draws from. */
function fingerprint(random: Rng): string {
  const stream = random.split('fingerprint');
  return Array.from({ length: 4 }, () => stream.uint32()).join(' ');
}
