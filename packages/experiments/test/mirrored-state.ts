import type { MemoryServer } from 'mlflow-js-client/testing';

/** What a server in memory holds of runs that are not deleted, by their own ids, without those that it gave itself. */
export function mirroredState({ experiments, runs }: MemoryServer): unknown {
  const own = new Map([...runs].map(([runId, run]) => [runId, run.tags.get('foldwise.id')]));
  const active = [...runs.values()].filter(({ stage }) => stage === 'active');
  const told = active.map(({ runId: _runId, tags, params, metrics, datasets, files, ...rest }) => {
    const parent = tags.get('mlflow.parentRunId');
    return {
      ...rest,
      parent: parent === undefined ? null : own.get(parent),
      tags: Object.fromEntries([...tags].filter(([key]) => key !== 'mlflow.parentRunId')),
      params: Object.fromEntries(params),
      metrics: [...metrics].toSorted(),
      datasets: [...datasets].toSorted(),
      files: Object.fromEntries(files),
    };
  });
  return {
    experiments: [...experiments.values()].map(({ name, tags }) => ({
      name,
      tags: Object.fromEntries(tags),
    })),
    runs: told.toSorted((a, b) => (a.tags['foldwise.id']! < b.tags['foldwise.id']! ? -1 : 1)),
  };
}
