import { basename } from 'node:path';
import { canonicalJson } from '../journal/canonical-json.ts';
import { rowOf } from '../run/row-of.ts';
import type { SessionStarted, StudyStarted, TrialEnded } from '../run/study-event.ts';
import { fitTag } from './fit-name.ts';
import { flatParams } from './flat-params.ts';
import { wholeDataset } from './mirrored-datasets.ts';
import type { MirroredFile, MirroredRun } from './mirrored-run.ts';
import type { TrialLog } from './study-log.ts';
import { trialMetrics } from './trial-metrics.ts';

/** A study, as what is below it needs to know it. */
export interface MirroredStudy {
  readonly competition: string;
  readonly header: StudyStarted;
  /** The id of its own run. */
  readonly id: string;
  /** Nobody works on it: what has no end was stopped. */
  readonly isClosed: boolean;
}

const statuses = {
  'trial-complete': 'FINISHED',
  'trial-pruned': 'KILLED',
  'trial-failed': 'FAILED',
} as const satisfies Record<TrialEnded['type'], MirroredRun['status']>;

/** Where it ran, of which code. */
export function sourceTags(
  { competition, header }: Pick<MirroredStudy, 'competition' | 'header'>,
  session: SessionStarted | undefined,
): Readonly<Record<string, string>> {
  const command = header.kind === 'blend' ? '' : ` ${header.name}`;
  const machine = session?.machine;
  return {
    'mlflow.source.type': 'LOCAL',
    'mlflow.source.name': `foldwise ${header.kind} ${competition}${command}`,
    ...(machine !== undefined && {
      ...(machine.commit !== null && { 'mlflow.source.git.commit': machine.commit }),
      ...(machine.dirty !== null && { 'foldwise.git.dirty': String(machine.dirty) }),
      'foldwise.version': machine.foldwise,
      'foldwise.machine': `${machine.processor}, ${machine.cores} cores, ${machine.platform} ${machine.architecture}, Node.js ${machine.node}`,
      ...(machine.tier !== null && { 'foldwise.tier': machine.tier }),
    }),
  };
}

function describes(ended: TrialEnded | undefined, header: StudyStarted): string | undefined {
  if (ended === undefined) return undefined;
  const { reason } = rowOf(header, ended);
  if (reason !== undefined) return `${ended.type === 'trial-pruned' ? 'Pruned' : 'Failed'}: ${reason}`;
  return undefined;
}

/** The folder of the run's files that holds each kind. */
const folders = { report: 'reports', onnx: 'onnx' } as const;

/** A file that somebody wrote somewhere, in a folder of the run's files. */
function writtenFile(
  folder: string,
  { path, sha256 }: { readonly path: string; readonly sha256: string },
): MirroredFile {
  // `#` and `?` are what MLflow has trouble with.
  return { path: `${folder}/${basename(path).replace(/[#?%\\]/g, '_')}`, file: path, sha256 };
}

function filesOf({ params, ended, submissions, files }: TrialLog): readonly MirroredFile[] {
  const model = ended?.model ?? undefined;
  const features = ended !== undefined && 'features' in ended ? ended.features : undefined;
  const blend = ended?.type === 'trial-complete' ? ended.blend : undefined;
  const layers = ended?.type === 'trial-complete' ? (ended.layers ?? undefined) : undefined;
  const description = {
    params,
    ...(model !== undefined && { model }),
    ...(features !== undefined && { features }),
    ...(blend !== undefined && { blend }),
    ...(layers !== undefined && { layers }),
  };
  const folds = ended?.type === 'trial-complete' ? ended.folds : [];
  return [
    ...(ended === undefined ? [] : [{ path: 'run.json', text: `${canonicalJson(description)}\n` }]),
    ...(ended?.type === 'trial-complete'
      ? [{ path: 'predictions.safetensors', stored: ended.predictions }]
      : []),
    ...folds.flatMap(({ fold, weights }) =>
      weights === null ? [] : [{ path: `weights/fold_${fold + 1}.safetensors`, stored: weights }],
    ),
    ...submissions.map((written) => writtenFile('submissions', written)),
    ...[...files.values()].map((written) => writtenFile(folders[written.kind], written)),
  ];
}

/** A trial as a run below that of its study. */
export function trialRun(study: MirroredStudy, log: TrialLog): MirroredRun {
  const { competition, header } = study;
  const { trial, params, ended, startedAt, session } = log;
  const note = describes(ended, header);
  const state = ended === undefined ? (study.isClosed ? 'stopped' : 'running') : rowOf(header, ended).state;
  const model = ended?.model?.['kind'];
  const kaggle = log.uploads.at(-1);
  return {
    id: `${study.id}/${trial}`,
    name: header.kind === 'sweep' ? `${header.name} ${trial}` : header.name,
    status: ended === undefined ? (study.isClosed ? 'KILLED' : 'RUNNING') : statuses[ended.type],
    startTime: Date.parse(startedAt),
    ...(ended !== undefined && { endTime: Date.parse(ended.at) }),
    tags: {
      'foldwise.run': `${header.study}/${trial}`,
      'foldwise.trial': String(trial),
      'foldwise.state': state,
      'foldwise.metric': header.metric,
      'foldwise.dataHash': header.dataHash,
      'foldwise.foldsHash': header.foldsHash,
      ...(typeof model === 'string' && { 'foldwise.model': model }),
      // Said also where there is nothing to say: a trial that is run again may no longer have failed.
      'mlflow.note.content': fitTag(note ?? ''),
      ...(ended !== undefined && { 'foldwise.seconds': String(ended.seconds) }),
      ...(kaggle !== undefined && {
        'foldwise.kaggle': kaggle.state,
        'foldwise.kaggle.message': fitTag(kaggle.message),
      }),
      ...sourceTags({ competition, header }, session),
    },
    params: flatParams(params),
    metrics: trialMetrics(log, header.metric),
    // Once is enough, and nothing is late by then.
    datasets: state === 'running' ? [] : [wholeDataset(competition, header)],
    files: filesOf(log),
  };
}
