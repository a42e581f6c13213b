import { encodeWeights, FoldwiseError, rng } from '@foldwise/core';
import type { Json } from '@foldwise/core';
import type { Fold } from '@foldwise/data';
import { checkSeed } from '../competition/define-competition.ts';
import type { ArtifactStore } from '../journal/artifacts.ts';
import { artifactStore } from '../journal/artifacts.ts';
import { thisProcess } from '../journal/process-identity.ts';
import { describeMachine } from '../run/machine.ts';
import type { OpenCompetition, StudyResult } from '../run/options.ts';
import { artifactsDirectory } from '../run/places.ts';
import type { PreparedData } from '../run/prepare-data.ts';
import { prepareData } from '../run/prepare-data.ts';
import type { OnProgress } from '../run/progress.ts';
import { rowOf } from '../run/row-of.ts';
import type { BlendDetails } from '../run/run-details.ts';
import { scoreOf } from '../run/score-of.ts';
import type { StudyStarted, TrialComplete } from '../run/study-event.ts';
import { studyIdentity } from '../run/study-id.ts';
import { openStudy } from '../run/study-journal.ts';
import { autoBlenders } from './auto-blenders.ts';
import { blendDetails } from './blend-details.ts';
import { blendMembers, loadMember } from './blend-members.ts';
import type { LoadedMember } from './blend-members.ts';
import type { Blender } from './blender.ts';
import { bestSingle } from './blenders/best-single.ts';
import { applyEnsemble } from './ensemble.ts';
import type { MemberPool } from './ensemble.ts';
import { nestedEnsemble } from './nested-ensemble.ts';
import { nestingParts } from './nesting-parts.ts';
import { rowsOf } from '../model/hold-out-rows.ts';
import { postProcessorsFor } from './post/post-processors-for.ts';
import type { PostProcessor } from './post/post-processor.ts';

/** What is blended, and how. */
export interface BlendRunsOptions {
  /** Runs, as `findRun` takes them, or whole studies by their names; default every complete run on today's data, folds and metric. */
  readonly from?: readonly string[];
  /** At most so many members, the best on the rows that are learned from; default 25. */
  readonly top?: number;
  /** The methods, of which the one with the best nested estimate is taken; default `autoBlenders`. */
  readonly blenders?: readonly Blender[];
  /** What is tried on the blend; default `postProcessorsFor` the metric, [] for nothing. */
  readonly postProcessors?: readonly PostProcessor[];
  /** Default 0. */
  readonly seed?: number;
  /** Stops cleanly: the same call again begins anew. */
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
}

/** What there is to compute before a journal is opened. */
interface Plan {
  readonly blenders: readonly Blender[];
  readonly postProcessors: readonly PostProcessor[];
  readonly top: number;
  readonly seed: number;
}

/** Runs are held in memory: of more, only the best are considered. */
const mostForEachMember = 4;

function planOf({ competition }: OpenCompetition, data: PreparedData, options: BlendRunsOptions): Plan {
  const { task, metric } = competition;
  const { top = 25, seed = 0 } = options;
  checkSeed('seed', seed, 'blend');
  const refuse = (message: string, hint: string): never => {
    throw new FoldwiseError(message, { code: 'input', where: 'blend', hint });
  };
  if (!Number.isInteger(top) || top < 1) {
    refuse(`expected top as a whole number of at least 1, got ${String(top)}`, 'pass --top 10');
  }
  const blenders = options.blenders ?? autoBlenders(task, metric);
  if (blenders.length === 0) refuse('expected one blender or more, got none', 'pass blenders: [caruana()]');
  return {
    blenders,
    postProcessors: options.postProcessors ?? postProcessorsFor(task, metric, data.target),
    top,
    seed,
  };
}

/**
 * Blends runs of a competition into one: a run of a study of its own, which `showRun`, `submit` and the others take like any.
 *
 * Members, method, weights and post-processing are learned from out-of-fold predictions. The run's score, fold scores and out-of-fold
 * predictions are nested, see `nestedEnsemble`; its test predictions are those of what was learned from all rows. The same runs, options
 * and seed are the same study and the same bytes; where it is there already, nothing is computed.
 *
 * @throws FoldwiseError where there are fewer than two runs, a named one is not complete or was made on other data, folds, metric or task,
 * its predictions are gone or hold NaN (by the run's id), and where the signal stopped it (`aborted`).
 * @example
 * const { rows } = await blendRuns(await openCompetition(home), { top: 10 });
 */
export async function blendRuns(open: OpenCompetition, options: BlendRunsOptions = {}): Promise<StudyResult> {
  const { competition, home } = open;
  const { onProgress } = options;
  const note = (message: string): void => onProgress?.({ type: 'note', message });
  const data = await prepareData(open, onProgress);
  const plan = planOf(open, data, options);
  const most = mostForEachMember * plan.top;
  const members = await blendMembers(open, data, options.from, most, note);
  const subject: Json = {
    members: members.map(({ id, predictions }) => ({ run: id, predictions })),
    top: plan.top,
    blenders: plan.blenders.map(({ spec }) => spec),
    postProcessors: plan.postProcessors.map(({ spec }) => spec),
  };
  const { study, identity } = studyIdentity(competition, data, 'blend', 'blend', plan.seed, subject, false);
  const at = (): string => new Date().toISOString();
  const header: StudyStarted = {
    type: 'study',
    format: 1,
    study,
    kind: 'blend',
    name: 'blend',
    identity,
    metric: competition.metric.name,
    goal: competition.metric.goal,
    seed: plan.seed,
    foldsHash: data.foldsHash,
    dataHash: data.dataHash,
    files: data.files,
    at: at(),
  };
  const artifacts = artifactStore(artifactsDirectory(home));
  const journal = openStudy(home, header, onProgress);
  try {
    const before = journal.ended.get(0);
    if (before?.type === 'trial-complete' && isStored(artifacts, before.predictions)) {
      note('this blend was made before: here it is');
      return { study, rows: [rowOf(journal.header, before)] };
    }
    const loaded = members.map((member) => loadMember(open, data, member));
    if (before === undefined) {
      journal.append({
        type: 'session',
        process: thisProcess(),
        // Nothing of it is compiled.
        machine: describeMachine(home.directory, { tier: null, portable: false }),
        workers: 0,
        at: at(),
      });
    }
    const started = performance.now();
    const made = await blended(open, data, plan, loaded, options, artifacts);
    const ended: TrialComplete = {
      type: 'trial-complete',
      trial: 0,
      ...made,
      folds: [],
      layers: null,
      seconds: (performance.now() - started) / 1000,
      at: at(),
    };
    // Where only its predictions were gone, they are there again, and the journal has said the rest.
    if (before === undefined) journal.append(ended);
    return { study, rows: [rowOf(journal.header, before ?? ended)] };
  } finally {
    journal.close(at());
  }
}

function isStored(artifacts: ArtifactStore, sha256: string): boolean {
  try {
    artifacts.get(sha256);
    return true;
  } catch {
    return false;
  }
}

type Made = Pick<TrialComplete, 'params' | 'model' | 'score' | 'foldScores' | 'predictions'> & {
  readonly blend: BlendDetails;
};

async function blended(
  { competition }: OpenCompetition,
  data: PreparedData,
  plan: Plan,
  members: readonly LoadedMember[],
  { signal, onProgress }: BlendRunsOptions,
  artifacts: ArtifactStore,
): Promise<Made> {
  const { task, metric } = competition;
  const random = rng(plan.seed).split('blend');
  const parts = nestingParts(data.folds, competition.splitter.isByRow ?? false, random.split('parts'));
  const pool: MemberPool = {
    task,
    metric,
    truth: data.target,
    ...(data.rowWeights !== undefined && { rowWeights: data.rowWeights }),
    names: members.map(({ id }) => id),
    predictions: members.map(({ oof }) => oof),
    ...foldModelsOf(data.folds, members),
  };
  const common = { ...(signal !== undefined && { signal }) };
  const found = await nestedEnsemble(pool, parts, {
    ...common,
    blenders: plan.blenders,
    postProcessors: plan.postProcessors,
    top: plan.top,
    rng: random.split('ensemble'),
    onFit: (done, most) => onProgress?.({ type: 'blend-fit', done, most }),
  });
  const single = await nestedEnsemble(pool, parts, { ...common, blenders: [bestSingle()], rng: random });
  const { ensemble, predictions: oof } = found;
  const test = applyEnsemble(
    ensemble,
    members.map((member) => member.test),
    task,
  );
  const foldScores = data.folds.map(({ validation }) =>
    metric.score(
      rowsOf(pool.truth, validation),
      rowsOf(oof, validation),
      data.rowWeights && rowsOf(data.rowWeights, validation),
    ),
  );
  const score = scoreOf(metric, pool.truth, oof, foldScores, data.rowWeights);
  if (!Number.isFinite(score)) {
    throw new FoldwiseError(`expected a score, but ${metric.name} is undefined on the blended predictions`, {
      code: 'data',
      where: 'blend',
      hint: 'use fewer folds, or stratifiedKFold, so that each fold has rows of every class',
    });
  }
  const blend = blendDetails(members, { found, single });
  return {
    params: {
      method: ensemble.blender.spec.kind,
      members: blend.members.length,
      ...(ensemble.post !== undefined && { post: ensemble.post.processor.spec.kind }),
    },
    model: { kind: 'blend', method: ensemble.blender.spec, members: blend.members.map(({ run }) => run) },
    score,
    foldScores: foldScores.map((each) => (Number.isNaN(each) ? null : each)),
    predictions: artifacts.put(encodeWeights({ oof, test }), 'safetensors').sha256,
    blend,
  };
}

/** What the folds' models of all members predict of some test rows; nothing where a run is from before they were kept. */
function foldModelsOf(
  folds: readonly Fold[],
  members: readonly LoadedMember[],
): Pick<MemberPool, 'foldModels'> {
  if (members.some(({ byFold }) => byFold.length !== folds.length)) return {};
  return {
    foldModels: { folds, byFold: folds.map((_, fold) => members.map(({ byFold }) => byFold[fold]!)) },
  };
}
