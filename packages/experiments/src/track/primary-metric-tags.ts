import type { StudyStarted } from '../run/study-event.ts';
import { fitName } from './fit-name.ts';

/** The tags of an experiment by which MLflow's page knows what its runs are ranked by. */
export function primaryMetricTags({
  metric,
  goal,
}: Pick<StudyStarted, 'metric' | 'goal'>): Readonly<Record<string, string>> {
  return {
    'mlflow.experiment.primaryMetric.name': fitName(metric),
    'mlflow.experiment.primaryMetric.greaterIsBetter': goal === 'maximize' ? 'True' : 'False',
  };
}
