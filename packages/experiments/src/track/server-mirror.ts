import { FoldwiseError } from '@foldwise/core';
import { type CallOptions, type Run, tagEquals } from 'mlflow-js-client';
import {
  type MirrorPosition,
  positionAt,
  positionTag,
  positionText,
  readPosition,
} from './mirror-position.ts';
import { primaryMetricTags } from './primary-metric-tags.ts';
import { idTag, sendRun, type SendTarget, type SentRun } from './send-run.ts';
import { severalAtOnce } from './several-at-once.ts';
import type { StudyLog } from './study-log.ts';
import { mirroredStudy, studyRun } from './study-run.ts';
import { type MirroredStudy, trialRun } from './trial-run.ts';

/** How many trials are sent at a time. */
const trialsAtOnce = 4;

/** After so many trials the server is told how far it has come. */
const trialsAtATime = 32;

/** What a round has done. */
export interface MirrorRound {
  /** How many trials were sent; 0 where nothing was new. */
  readonly trials: number;
  readonly position: MirrorPosition;
}

/** The mirror of one study on one server. It is nobody's but its caller's: two at once would make runs twice. */
export interface ServerMirror {
  /** Sends what the log has and the server has not. Where it throws, what was done stays, and the next call goes on. */
  catchUp(call?: CallOptions): Promise<MirrorRound>;
}

/** What is known of the server, once it was asked. */
interface Known {
  readonly target: SendTarget;
  study: SentRun;
  /** By number; undefined: it was deleted there, and stays so. */
  readonly trials: Map<number, SentRun | undefined>;
  position: MirrorPosition;
}

/**
 * Mirrors a study of a competition.
 *
 * @param competition its slug, which is the experiment's name.
 * @param log grows between the calls.
 */
export function serverMirror(
  target: Omit<SendTarget, 'experimentId'>,
  competition: string,
  log: StudyLog,
): ServerMirror {
  let known: Known | undefined;

  const catchUp = async (call: CallOptions): Promise<MirrorRound> => {
    const study = mirroredStudy(competition, log);
    if (study === undefined) return { trials: 0, position: positionAt(log, 0, 0, false) };
    known ??= await askServer(target, competition, study, log, call);
    const end = positionAt(log, log.places.length, log.submissionPlaces.length, study.isClosed);
    if (positionText(known.position) === positionText(end)) return { trials: 0, position: end };
    const touched = touchedSince(known.position, log, study.isClosed);
    for (let from = 0; from < touched.length; from += trialsAtATime) {
      await sendTrials(known, study, log, touched.slice(from, from + trialsAtATime), call);
    }
    await sendStudy(known, study, log, end, call);
    return { trials: touched.length, position: end };
  };

  return {
    catchUp: async (call = {}) => {
      try {
        return await catchUp(call);
      } catch (error) {
        // What the server has now is for it to say: an answer may have been lost.
        known = undefined;
        throw error;
      }
    },
  };
}

/** The trials that events since a position are of, in their order, and those that are to be marked as stopped. */
function touchedSince(position: MirrorPosition, log: StudyLog, isClosed: boolean): readonly number[] {
  const events = log.places.slice(position.events);
  const submissions = log.submissionPlaces.slice(position.submissions);
  const told = [...events, ...submissions].flatMap(({ trial }) => trial ?? []);
  const stopped =
    isClosed === position.isClosed ? [] : [...log.trials.values()].filter(({ ended }) => ended === undefined);
  const all = new Set([...told, ...stopped.map(({ trial }) => trial)]);
  return [...all].filter((trial) => log.trials.has(trial));
}

async function sendTrials(
  known: Known,
  study: MirroredStudy,
  log: StudyLog,
  trials: readonly number[],
  call: CallOptions,
): Promise<void> {
  await severalAtOnce(trialsAtOnce, trials, async (trial) => {
    const there = known.trials.get(trial);
    if (known.trials.has(trial) && there === undefined) return;
    const run = trialRun(study, log.trials.get(trial)!);
    known.trials.set(trial, await sendRun(known.target, run, there, known.study.runId, call));
  });
}

/** The study's own run comes last: what it says of the trials is true then. */
async function sendStudy(
  known: Known,
  study: MirroredStudy,
  log: StudyLog,
  end: MirrorPosition,
  call: CallOptions,
): Promise<void> {
  const { target, position } = known;
  const whole = studyRun(study, log, position.events);
  const run = position.events === 0 ? whole : { ...whole, datasets: [], files: [] };
  const { status } = await sendRun(target, run, known.study, undefined, call);
  await target.client.runs.setTag(known.study.runId, positionTag, positionText(end), call);
  known.study = { ...known.study, status };
  known.position = end;
}

/** The experiment and the study's run, made where they are not there, and which trials there are. */
async function askServer(
  rest: Omit<SendTarget, 'experimentId'>,
  competition: string,
  study: MirroredStudy,
  log: StudyLog,
  call: CallOptions,
): Promise<Known> {
  const { client } = rest;
  const { at } = study.header;
  const experiment = await client.experiments.ensure({ name: competition }, call);
  const { experimentId } = experiment;
  for (const [key, value] of Object.entries(primaryMetricTags(study.header))) {
    if (experiment.tags[key] !== value) await client.experiments.setTag(experimentId, key, value, call);
  }
  const target = { ...rest, experimentId };
  const there = await findStudy(target, study, call);
  if (there !== undefined) {
    const trials = await findTrials(target, study, there.runId, call);
    return { target, study: there, trials, position: readPosition(there.tags[positionTag], log) };
  }
  const whole = studyRun(study, log, log.places.length);
  const { name } = whole;
  const own = { experimentId, name, startTime: Date.parse(at), idTags: { [idTag]: study.id }, isNew: true };
  const made = await client.runs.ensure(own, call);
  // Before those of the trials: a server stumbles over a new dataset that comes from several runs at once.
  await client.runs.logInputs(made.runId, { datasets: whole.datasets }, call);
  return { target, study: made, trials: new Map(), position: positionAt(log, 0, 0, false) };
}

/** Of several runs of the same id the one that counts; the others were made by requests whose answers were lost, and are deleted. */
async function onlyOne(
  { client }: SendTarget,
  runs: readonly Run[],
  call: CallOptions,
): Promise<Run | undefined> {
  const [first, ...others] = runs.filter(({ lifecycleStage }) => lifecycleStage === 'active');
  for (const { runId } of others) await client.runs.delete(runId, call);
  return first;
}

async function findRuns(
  { client, experimentId }: SendTarget,
  tags: Readonly<Record<string, string>>,
  call: CallOptions,
): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for await (const run of client.runs.search({
    experimentIds: [experimentId],
    viewType: 'ALL',
    filter: tagEquals(tags),
    orderBy: ['attributes.run_id ASC'],
    ...call,
  })) {
    runs.push(run);
  }
  return runs;
}

async function findStudy(
  target: SendTarget,
  study: MirroredStudy,
  call: CallOptions,
): Promise<Run | undefined> {
  const found = await findRuns(target, { [idTag]: study.id }, call);
  const one = await onlyOne(target, found, call);
  if (one !== undefined || found[0] === undefined) return one;
  throw new FoldwiseError(`the run of study ${study.header.study} was deleted there`, {
    code: 'network',
    where: `${target.client.uri}, run ${found[0].runId}`,
    hint: 'restore it there to have it kept up to date; no second one is made',
  });
}

/** The runs of the trials, by number; undefined for one that was deleted there. */
async function findTrials(
  target: SendTarget,
  study: MirroredStudy,
  parentRunId: string,
  call: CallOptions,
): Promise<Known['trials']> {
  const below = await findRuns(target, { 'mlflow.parentRunId': parentRunId }, call);
  const trials: Known['trials'] = new Map();
  for (const [id, runs] of Map.groupBy(below, ({ tags }) => tags[idTag] ?? '')) {
    const trial = id.startsWith(`${study.id}/`) ? Number(id.slice(study.id.length + 1)) : NaN;
    if (Number.isInteger(trial)) trials.set(trial, await onlyOne(target, runs, call));
  }
  return trials;
}
