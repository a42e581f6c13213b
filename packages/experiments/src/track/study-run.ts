import type { Json } from '@foldwise/core';
import { canonicalJson } from '../journal/canonical-json.ts';
import { isAlive } from '../journal/process-identity.ts';
import type { StudyStarted } from '../run/study-event.ts';
import { fitName, fitTag } from './fit-name.ts';
import { flatParams } from './flat-params.ts';
import { fileDatasets, wholeDataset } from './mirrored-datasets.ts';
import type { MirroredRun } from './mirrored-run.ts';
import type { StudyLog } from './study-log.ts';
import { type MirroredStudy, sourceTags } from './trial-run.ts';

/** What of a study's identity is short and worth a column: the file `study.json` has all of it. */
const shownParts = ['metric', 'splitter', 'task', 'seed', 'portable'];
const shownOfSubject = ['sampler', 'pruner', 'space', 'lag', 'kind'];

function paramsOf(header: StudyStarted): Readonly<Record<string, string>> {
  const pick = (from: { readonly [name: string]: Json }, names: readonly string[]) =>
    Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])));
  const subject = (header.identity['subject'] ?? {}) as { readonly [name: string]: Json };
  return flatParams({ ...pick(header.identity, shownParts), ...pick(subject, shownOfSubject) });
}

function note({ competition, header }: MirroredStudy, log: StudyLog): string {
  const { kind, name, metric, goal } = header;
  const best = log.scores.findLast(({ score, best: reached }) => score === reached);
  const lines = [
    `**${kind === 'blend' ? 'Blend' : kind === 'cv' ? `Cross-validation of ${name}` : `Sweep ${name}`}** of ${competition}, by ${metric} (${goal}).`,
    ...(best === undefined ? [] : ['', `Best: ${header.study}/${best.trial}, ${metric} ${best.score}.`]),
    '',
    `Mirrored from the journal of foldwise, study \`${header.study}\`.`,
  ];
  return fitTag(lines.join('\n'));
}

/**
 * What all runs of a study need to know of it; undefined as long as its journal does not say what it is.
 *
 * @param competition its slug.
 */
export function mirroredStudy(competition: string, log: StudyLog): MirroredStudy | undefined {
  const { header, key } = log;
  if (header === undefined) return undefined;
  const last = log.sessions.at(-1);
  return {
    competition,
    header,
    id: `${competition}/${header.study}@${key}`,
    isClosed: log.isOver || (last !== undefined && isAlive(last.process) === false),
  };
}

/**
 * A study as a run: the trials' scores over their numbers, the best so far over the number of complete ones, and what was searched.
 *
 * @param fromPlace Scores that the journal told before this place are left out: who asks has them.
 */
export function studyRun(study: MirroredStudy, log: StudyLog, fromPlace = 0): MirroredRun {
  const { competition, header, isClosed } = study;
  const metric = fitName(header.metric);
  const scores = log.scores.map((score, i) => ({
    ...score,
    complete: i + 1,
    timestamp: Date.parse(score.at),
  }));
  const fresh = scores.filter(({ place }) => place >= fromPlace);
  const states = [...log.trials.values()].map(({ ended }) => ended?.type);
  const counted = (type: (typeof states)[number]): string =>
    String(states.filter((state) => state === type).length);
  return {
    id: study.id,
    name: `${header.kind === 'blend' ? 'blend' : `${header.kind} ${header.name}`} (${header.study.slice(-8)})`,
    status: isClosed ? (log.isOver ? 'FINISHED' : 'KILLED') : 'RUNNING',
    startTime: Date.parse(header.at),
    ...(isClosed && { endTime: Date.parse(log.lastAt) }),
    tags: {
      'foldwise.study': header.study,
      'foldwise.kind': header.kind,
      'foldwise.metric': header.metric,
      'foldwise.goal': header.goal,
      'foldwise.dataHash': header.dataHash,
      'foldwise.foldsHash': header.foldsHash,
      'foldwise.trials.complete': counted('trial-complete'),
      'foldwise.trials.pruned': counted('trial-pruned'),
      'foldwise.trials.failed': counted('trial-failed'),
      'mlflow.note.content': note(study, log),
      ...sourceTags(study, log.sessions.at(-1)),
    },
    params: paramsOf(header),
    metrics: fresh.flatMap(({ trial, score, best, complete, timestamp }) => [
      { key: metric, value: score, step: trial, timestamp },
      { key: `best/${metric}`, value: best, step: complete, timestamp },
    ]),
    datasets: [wholeDataset(competition, header), ...fileDatasets(header)],
    files: [{ path: 'study.json', text: `${canonicalJson(header.identity)}\n` }],
  };
}
