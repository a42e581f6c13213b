import type { CompetitionHome } from './home.ts';
import { listSubmissions } from './runs.ts';

/** Kaggle's public score of the last submission of each run that has one, by the run's id. */
export async function publicScores(home: CompetitionHome): Promise<ReadonlyMap<string, number>> {
  const scores = new Map<string, number>();
  for (const { run, kaggle } of await listSubmissions(home)) {
    const score = kaggle?.publicScore ?? null;
    if (score !== null) scores.set(run, score);
  }
  return scores;
}
