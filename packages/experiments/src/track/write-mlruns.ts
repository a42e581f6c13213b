import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { artifactStore } from '../journal/artifacts.ts';
import { fileError } from '../journal/file-error.ts';
import type { CompetitionHome } from '../run/home.ts';
import { artifactsDirectory, journalPath } from '../run/places.ts';
import { studyFolders } from '../run/read-studies.ts';
import { experimentFiles, experimentIdOf, runFiles, runIdOf } from './mlruns-files.ts';
import type { MirroredRun } from './mirrored-run.ts';
import { followStudy } from './mirror-study.ts';
import { primaryMetricTags } from './primary-metric-tags.ts';
import { bytesOf } from './send-run.ts';
import { mirroredStudy, studyRun } from './study-run.ts';
import { trialRun } from './trial-run.ts';

/** What was written. */
export interface WrittenMlruns {
  /** The store's folder. */
  readonly folder: string;
  readonly studies: number;
  readonly trials: number;
}

function write(path: string, content: Uint8Array | string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  } catch (error) {
    throw fileError(error, path, 'write this file');
  }
}

/**
 * Writes all runs of a competition as MLflow's file store, `mlruns/`, for machines without a server: `mlflow ui` opens it. MLflow 3.13
 * and later do so only with `MLFLOW_ALLOW_FILE_STORE=true`. The ids are made of the journal's, so that writing again writes the same
 * files; the store names its own folder, so write it where it is to stay.
 *
 * @param onNote is told of artifacts that are no longer there.
 *
 * @example
 * writeMlruns(home, 'mlruns');
 */
export function writeMlruns(
  home: CompetitionHome,
  folder: string,
  onNote: (message: string) => void = () => {},
): WrittenMlruns {
  const root = resolve(folder);
  const artifacts = artifactStore(artifactsDirectory(home));
  const writeRun = (run: MirroredRun, parent?: string): void => {
    for (const { path, text } of runFiles(root, home.slug, run, parent)) write(join(root, path), text);
    const files = join(root, experimentIdOf(home.slug), runIdOf(run.id), 'artifacts');
    // MLflow looks for all three, also where they are empty.
    for (const name of ['../metrics', '../params', '.']) mkdirSync(join(files, name), { recursive: true });
    for (const file of run.files) {
      const bytes = bytesOf(file, artifacts);
      if (typeof bytes === 'string') onNote(`${file.path} of ${run.id} is left out: ${bytes}`);
      else write(join(files, file.path), bytes);
    }
  };
  let [studies, trials] = [0, 0];
  for (const name of studyFolders(home).filter((study) => existsSync(journalPath(home, study)))) {
    const log = followStudy(home, name)();
    const study = mirroredStudy(home.slug, log);
    if (study === undefined) continue;
    const { header } = study;
    const tags = primaryMetricTags(header);
    for (const file of experimentFiles(root, home.slug, tags, Date.parse(header.at))) {
      write(join(root, file.path), file.text);
    }
    writeRun(studyRun(study, log));
    for (const trial of log.trials.values()) writeRun(trialRun(study, trial), study.id);
    studies++;
    trials += log.trials.size;
  }
  return { folder: root, studies, trials };
}
