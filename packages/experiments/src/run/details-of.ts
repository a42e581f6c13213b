import type { CompetitionHome } from './home.ts';
import { artifactsDirectory, journalPath } from './places.ts';
import type { ReadStudy } from './read-studies.ts';
import { submissionsOf } from './read-submissions.ts';
import type { RunDetails } from './run-details.ts';
import type { RunRow } from './run-row.ts';

/**
 * Everything the journals say of a run of a study that has been read: what `showRun` gives, without looking for the run again.
 *
 * @example
 * const study = readStudy(home, 'mlp-1f3a77c0')!;
 * const details = study.rows.map((row) => detailsOf(home, study, row));
 */
export function detailsOf(
  home: CompetitionHome,
  { header, ended, sessions }: ReadStudy,
  row: RunRow,
): RunDetails {
  const event = ended.get(row.trial);
  const complete = event?.type === 'trial-complete' ? event : undefined;
  const folds = event?.type === 'trial-pruned' ? event.folds : complete?.folds;
  // The session that ended the trial is the last one that began before it.
  const session = sessions.findLast((each) => event === undefined || each.at <= event.at) ?? sessions.at(-1);
  return {
    row,
    folds: folds ?? [],
    seconds: event?.seconds ?? null,
    finished: event?.at ?? null,
    layers: complete?.layers ?? null,
    model: (event?.model ?? null) as RunDetails['model'],
    study: { ...header.identity, ...(complete?.features !== undefined && { features: complete.features }) },
    files: header.files,
    machine: session?.machine ?? null,
    predictions: complete?.predictions ?? null,
    blend: complete?.blend ?? null,
    submissions: submissionsOf(home, row.study).filter((submission) => submission.trial === row.trial),
    artifactsDirectory: artifactsDirectory(home),
    journal: journalPath(home, row.study),
  };
}
