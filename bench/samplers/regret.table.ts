import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { TableOptions } from '../harness.ts';
import { median } from '../harness.ts';
import { holm, mannWhitney } from './mann-whitney.ts';
import { problems } from './problems.ts';
import type { Searched } from './regret-worker.ts';

/** By problem and kind, for each seed the regret after each budget. */
interface Recorded {
  readonly from: string;
  readonly budgets: readonly number[];
  readonly regrets: Readonly<
    Record<string, Readonly<Record<'tpe' | 'random', readonly (readonly number[])[]>>>
  >;
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const optuna = JSON.parse(readFileSync(new URL('optuna-5.json', import.meta.url), 'utf8')) as Recorded;

interface Task {
  readonly problem: string;
  readonly kind: 'tpe' | 'auto';
  readonly seed: number;
}

/** Works through the tasks with a thread for each core; the regrets in the order of the tasks. */
async function searchAll(
  tasks: readonly Task[],
  say: (line: string) => void,
): Promise<readonly (readonly number[])[]> {
  const found: (readonly number[])[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL('regret-worker.ts', import.meta.url));
    try {
      while (next < tasks.length) {
        const at = next++;
        const { problem, kind, seed } = tasks[at]!;
        if (seed === 0) say(`${problem}, ${kind} …`);
        const reply = once(worker, 'message') as Promise<[Searched]>;
        worker.postMessage({ ...tasks[at]!, budgets: optuna.budgets });
        const [{ regrets }] = await reply;
        found[at] = regrets;
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return found;
}

const show = (value: number): string => value.toPrecision(3);

/** Better, worse, or too close to tell (p ≥ 0.05 after Holm's correction over the problems). */
function verdict(ours: number, theirs: number, p: number): string {
  const sign = p >= 0.05 ? '≈' : ours < theirs ? '+' : '−';
  return `${sign} p=${p < 0.001 ? '<0.001' : p.toFixed(3)}`;
}

/**
 * Medians over seeds of how far above the known minimum the best trial is, beside Optuna's as recorded. Seeds do not pair across
 * languages: distributions are compared, by the Mann-Whitney test.
 */
export async function table({ quick, only, say }: TableOptions): Promise<string> {
  const seeds = quick ? 5 : 30;
  const chosen = problems.filter(({ name }) => only.some((part) => `regret ${name}`.includes(part)));
  if (chosen.length === 0) return '';
  const kinds = ['tpe', 'auto'] as const;
  const tasks = chosen.flatMap(({ name }) =>
    kinds.flatMap((kind) => Array.from({ length: seeds }, (_, seed) => ({ problem: name, kind, seed }))),
  );
  const regrets = await searchAll(tasks, say);
  const lines: string[] = [];
  for (const [at, budget] of optuna.budgets.entries()) {
    const of = (problem: string, kind: string): readonly number[] =>
      tasks.flatMap((task, i) => (task.problem === problem && task.kind === kind ? [regrets[i]![at]!] : []));
    const theirs = (problem: string, kind: 'tpe' | 'random' = 'tpe'): readonly number[] =>
      optuna.regrets[problem]![kind].map((each) => each[at]!);
    const tests = Object.fromEntries(
      kinds.map((kind) => [kind, holm(chosen.map(({ name }) => mannWhitney(of(name, kind), theirs(name))))]),
    ) as Record<'tpe' | 'auto', readonly number[]>;
    lines.push(
      '',
      `| regret after ${budget} trials | random (${optuna.from}) | TPE (${optuna.from}) | \`tpeSampler\` | | \`autoSampler\` | |`,
    );
    lines.push('| --- | ---: | ---: | ---: | --- | ---: | --- |');
    for (const [i, { name }] of chosen.entries()) {
      const [peer, tpe, auto] = [median(theirs(name)), median(of(name, 'tpe')), median(of(name, 'auto'))];
      lines.push(
        `| ${name} | ${show(median(theirs(name, 'random')))} | ${show(peer)} | ${show(tpe)} | ${verdict(tpe, peer, tests.tpe[i]!)} | ${show(auto)} | ${verdict(auto, peer, tests.auto[i]!)} |`,
      );
    }
    const lower = (kind: string): number =>
      chosen.filter(({ name }) => median(of(name, kind)) < median(theirs(name))).length;
    lines.push(
      `| lower than Optuna's TPE | | | ${lower('tpe')} of ${chosen.length} | | ${lower('auto')} of ${chosen.length} | |`,
    );
  }
  return `medians over ${seeds} seeds, Optuna's over ${optuna.regrets[chosen[0]!.name]!.tpe.length}; + lower, − higher, ≈ cannot be told apart (Mann-Whitney, Holm)\n${lines.join('\n')}`;
}
