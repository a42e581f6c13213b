import { type CompetitionFacts, examineCompetitions } from './examine-competitions.ts';
import { examineKernels, type KernelFacts } from './examine-kernels.ts';
import { examineMachine, type MachineFacts } from './examine-machine.ts';
import {
  examineOptional,
  examinePackages,
  type OptionalPackage,
  type PackageFacts,
} from './examine-packages.ts';

/** What `foldwise doctor --json` prints. */
export interface Diagnosis {
  /** Whether everything that a run needs is there. */
  readonly ok: boolean;
  /** What keeps runs from working. */
  readonly problems: readonly string[];
  /** What makes them slower, or only some of them impossible. */
  readonly warnings: readonly string[];
  readonly machine: MachineFacts;
  readonly kernels: KernelFacts;
  readonly competitions: readonly CompetitionFacts[];
  readonly packages: readonly PackageFacts[];
  readonly optional: readonly OptionalPackage[];
}

type Facts = Omit<Diagnosis, 'ok' | 'problems' | 'warnings'>;

/** A sweep of tens of thousands of rows keeps some ten megabytes. */
const enoughBytes = 200e6;

export function problemsOf({ machine, kernels, competitions, packages }: Facts): readonly string[] {
  return [
    ...(machine.isRecentEnough
      ? []
      : [`Node ${machine.node} is too old: foldwise needs ${machine.needed}, get it from nodejs.org`]),
    ...(kernels.problem === null ? [] : [kernels.problem]),
    ...packages
      .filter(({ version }) => version === null)
      .map(({ name }) => `${name} is not installed: npm install ${name}`),
    ...competitions
      .filter(({ problem }) => problem !== null)
      .map(({ name, problem }) => `competition ${name} does not load: ${problem}`),
    ...competitions
      .filter((each) => !each.isWritable)
      .map(
        ({ runs }) =>
          `${runs} cannot be written to: give yourself the right to, or work in a folder of your own`,
      ),
  ];
}

export function warningsOf({ kernels, competitions }: Facts): readonly string[] {
  const full = competitions.filter(({ freeBytes }) => freeBytes !== null && freeBytes < enoughBytes);
  return [
    ...(kernels.tier === 'reference'
      ? ['no tier of the kernels works here: networks train on the reference executor, ten times as slowly']
      : []),
    ...full.map(({ runs }) => `the disk of ${runs} is nearly full: a study that cannot be saved stops`),
    ...competitions
      .filter(({ data }) => data === 'missing')
      .map(
        ({ name, dataDirectory }) =>
          `${name} has no data: put its files into ${dataDirectory}, or pass --data`,
      ),
  ];
}

/** Looks at everything that a run needs. */
export async function diagnose(cwd: string): Promise<Diagnosis> {
  const facts: Facts = {
    machine: examineMachine(),
    kernels: examineKernels(),
    competitions: await examineCompetitions(cwd),
    packages: examinePackages(),
    optional: examineOptional(cwd),
  };
  const problems = problemsOf(facts);
  return { ok: problems.length === 0, problems, warnings: warningsOf(facts), ...facts };
}
