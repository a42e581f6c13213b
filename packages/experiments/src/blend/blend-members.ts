import { FoldwiseError, isBetter, messageOf } from '@foldwise/core';
import type { Tensor } from '@foldwise/core';
import { hashOf } from '../journal/canonical-json.ts';
import { faultOfPredictions } from '../model/check-predictions.ts';
import type { OpenCompetition } from '../run/options.ts';
import type { PreparedData } from '../run/prepare-data.ts';
import { readStudies } from '../run/read-studies.ts';
import type { ReadStudy } from '../run/read-studies.ts';
import { findRun } from '../run/runs.ts';
import { foldsOfTest } from '../run/test-by-fold.ts';
import type { StudyStarted, TrialComplete } from '../run/study-event.ts';
import { isSameTask } from '../submit/complete-run.ts';
import { storedPredictions } from '../submit/stored-predictions.ts';

/** A complete run that can be blended with others. */
export interface BlendMember {
  readonly id: string;
  readonly score: number;
  /** sha256 of its predictions. */
  readonly predictions: string;
}

/** A member with what it predicts. */
export interface LoadedMember extends BlendMember {
  readonly oof: Tensor;
  readonly test: Tensor;
  /** What each fold's model predicts of some of the test rows, where it is known. */
  readonly byFold: readonly Tensor[];
}

/** Why a run's predictions cannot stand beside others of today's competition; undefined where they can. */
function whyNot(header: StudyStarted, open: OpenCompetition, data: PreparedData): string | undefined {
  if (header.kind === 'blend') return 'it is a blend itself';
  if (header.dataHash !== data.dataHash) return 'it was made on other data files';
  if (header.foldsHash !== data.foldsHash) return 'it was made on other folds';
  if (hashOf(header.identity['metric']!) !== hashOf(open.competition.metric.spec)) {
    return `it was made for another metric, ${header.metric}`;
  }
  return isSameTask(header, open) ? undefined : 'it was made for another task or target';
}

function completeIn({ header, ended }: ReadStudy): readonly BlendMember[] {
  return [...ended.values()]
    .filter((event): event is TrialComplete => event.type === 'trial-complete')
    .toSorted((a, b) => a.trial - b.trial)
    .map(({ trial, score, predictions }) => ({ id: `${header.study}/${trial}`, score, predictions }));
}

/** Every complete run that can be blended, by study and trial; told of are those that cannot. */
function allMembers(
  studies: readonly ReadStudy[],
  open: OpenCompetition,
  data: PreparedData,
  onNote: (message: string) => void,
): readonly BlendMember[] {
  const reasons = new Map<string, number>();
  const members: BlendMember[] = [];
  for (const study of studies) {
    const reason = whyNot(study.header, open, data);
    const complete = completeIn(study);
    if (reason === undefined) members.push(...complete);
    else if (study.header.kind !== 'blend' && complete.length > 0) {
      reasons.set(reason, (reasons.get(reason) ?? 0) + complete.length);
    }
  }
  for (const [reason, count] of reasons) {
    onNote(`${count === 1 ? '1 run is' : `${count} runs are`} left out: ${reason}`);
  }
  return members;
}

/** The runs that are named: each by what `findRun` takes, or all of a study by its name. */
async function namedMembers(
  studies: readonly ReadStudy[],
  open: OpenCompetition,
  data: PreparedData,
  references: readonly string[],
): Promise<readonly BlendMember[]> {
  const members = new Map<string, BlendMember>();
  for (const reference of references) {
    const whole = studies.find(({ header }) => header.study === reference);
    const row = whole === undefined ? await findRun(open.home, reference) : undefined;
    const study = whole ?? studies.find(({ header }) => header.study === row!.study)!;
    const found = completeIn(study).filter(({ id }) => row === undefined || id === row.id);
    const reason = whyNot(study.header, open, data);
    if (reason !== undefined || found.length === 0) {
      const got = reason ?? `it ${row === undefined ? 'has no complete run' : `is ${row.state}`}`;
      throw new FoldwiseError(`expected a run that can be blended with today's, but ${got}`, {
        code: 'input',
        where: row?.id ?? reference,
        hint: `leave it out, or run it anew: foldwise sweep ${open.home.slug}`,
      });
    }
    for (const member of found) members.set(member.id, member);
  }
  return [...members.values()];
}

/**
 * The runs that are to be blended: those that are named, or every complete run on today's data, folds, metric and task; at most `most`,
 * by score.
 *
 * @throws FoldwiseError where a named one cannot be blended, saying why, or where there are fewer than two.
 */
export async function blendMembers(
  open: OpenCompetition,
  data: PreparedData,
  from: readonly string[] | undefined,
  most: number,
  onNote: (message: string) => void,
): Promise<readonly BlendMember[]> {
  const studies = readStudies(open.home);
  const members =
    from === undefined
      ? allMembers(studies, open, data, onNote)
      : await namedMembers(studies, open, data, from);
  if (members.length < 2) {
    throw new FoldwiseError(
      `expected two runs or more to blend, got ${members.length === 0 ? 'none' : `only ${members[0]!.id}`}`,
      {
        code: 'input',
        where: `competition "${open.home.slug}"`,
        hint:
          from === undefined
            ? `make some: foldwise sweep ${open.home.slug}`
            : `name more: foldwise runs ${open.home.slug} lists them`,
      },
    );
  }
  if (members.length <= most) return members;
  onNote(`the ${most} best of ${members.length} runs are considered`);
  const { goal } = open.competition.metric;
  const best = members.toSorted(
    (a, b) => Number(isBetter(goal, b.score, a.score)) - Number(isBetter(goal, a.score, b.score)),
  );
  const kept = new Set(best.slice(0, most));
  return members.filter((member) => kept.has(member));
}

/**
 * Loads what a run predicts.
 *
 * @throws FoldwiseError `file` where the artifact is missing or damaged, `data` where it is not of today's rows or holds NaN, by the run's id.
 */
export function loadMember(open: OpenCompetition, data: PreparedData, member: BlendMember): LoadedMember {
  const refuse = (message: string, code: 'file' | 'data', cause?: unknown): never => {
    throw new FoldwiseError(message, {
      code,
      where: member.id,
      hint: 'leave it out (name the others by --from), or delete its study and run it anew',
      cause,
    });
  };
  let stored;
  try {
    stored = storedPredictions(open.home, member);
  } catch (error) {
    return refuse(`expected its predictions, but they cannot be read: ${messageOf(error)}`, 'file', error);
  }
  const { oof, test, testByFold } = stored;
  const { task } = open.competition;
  const fault = faultOfPredictions(task, data.test.length, test);
  if (fault !== undefined) refuse(`test predictions: ${fault}`, 'data');
  if (oof.shape[0] !== data.train.length || oof.shape[1] !== test.shape[1]) {
    refuse(`expected ${data.train.length} out-of-fold predictions, got ${oof.shape[0]}`, 'data');
  }
  return { ...member, oof, test, byFold: testByFold === undefined ? [] : foldsOfTest(testByFold) };
}
