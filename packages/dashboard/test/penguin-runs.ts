import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CompetitionHome, openCompetition, runModel, runSweep, submit } from '@foldwise/experiments';

/** A folder for runs of the embedded penguins, and what takes it away. */
export interface PenguinRuns {
  readonly home: CompetitionHome;
  /** The name of the swept study. */
  readonly sweep: string;
  readonly remove: () => void;
}

/** A home of the embedded penguins in a new folder, without a run. */
export function penguinHome(): { readonly home: CompetitionHome; readonly remove: () => void } {
  const directory = mkdtempSync(join(tmpdir(), 'foldwise-dashboard-'));
  const home = {
    slug: 'penguins',
    module: import.meta.resolve('@foldwise/competition-penguins'),
    directory,
    dataDirectory: join(directory, 'data'),
  };
  return { home, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

/** Real runs of the embedded penguins: a sweep, a cross-validation of a model, a submission of the best. */
export async function penguinRuns(trials: number): Promise<PenguinRuns> {
  const { home, ...folder } = penguinHome();
  const open = await openCompetition(home);
  const { study } = await runSweep(open, { trials, workers: 0 });
  await runModel(open, { workers: 0 });
  await submit(open, 'best');
  return { home, sweep: study, ...folder };
}
