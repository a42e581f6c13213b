import { MlflowError } from '../mlflow-error.ts';
import { madeOnce } from '../transport/made-once.ts';
import { pages } from '../transport/pages.ts';
import type { CallOptions } from '../transport/request.ts';
import type { Transport } from '../transport/transport.ts';
import { type Wire } from '../transport/wire.ts';
import { type Batch, paramToWire, splitBatch, tagToWire } from './batch.ts';
import { type DatasetInput, datasetInputToWire } from './dataset.ts';
import { metricToWire, type NewMetric } from './metric.ts';
import { type NewRun, type Run, runOf, type RunQuery, runStatuses, type RunUpdate } from './run.ts';
import { tagEquals } from './tag-equals.ts';

/** The endpoints below `/api/2.0/mlflow/runs`. */
export interface Runs {
  /**
   * `runs/create`. The id is the server's: one that is proposed is ignored. Not repeated where it may have been done; see `ensure`.
   */
  create(run: NewRun, call?: CallOptions): Promise<Run>;
  /**
   * The active run of that experiment which has all of `idTags`, made where there is none: looked up before it is made, and again
   * where the answer was lost, so that it is made once. Two callers at the same moment may still make two.
   */
  ensure(run: EnsuredRun, call?: CallOptions): Promise<Run>;
  /** `runs/get`, deleted ones included. */
  get(runId: string, call?: CallOptions): Promise<Run>;
  /**
   * `runs/search`, page by page. A page has at most 50,000 runs (1000 unless given), and the metrics, params and tags of each. Without
   * `orderBy` the newest come first.
   */
  search(query: RunQuery): AsyncIterable<Run>;
  /** `runs/update`: its status, end and name. A status the server does not know it would ignore without a word. */
  update(runId: string, changes: RunUpdate, call?: CallOptions): Promise<void>;
  /** `runs/delete`: hides it. A deleted run takes nothing (`INVALID_PARAMETER_VALUE`). */
  delete(runId: string, call?: CallOptions): Promise<void>;
  /** `runs/restore`. */
  restore(runId: string, call?: CallOptions): Promise<void>;
  /** `runs/set-tag`. Keys have at most 250 characters, values at most 8000 (the server cuts longer ones; this refuses them). */
  setTag(runId: string, key: string, value: string, call?: CallOptions): Promise<void>;
  /** `runs/delete-tag`; `RESOURCE_DOES_NOT_EXIST` where there is no such tag. */
  deleteTag(runId: string, key: string, call?: CallOptions): Promise<void>;
  /**
   * `runs/log-parameter`. Values have at most 6000 characters (the server cuts longer ones; this refuses them) and can never change: the
   * same value again is well, another is `INVALID_PARAMETER_VALUE`.
   */
  logParam(runId: string, key: string, value: string | number | boolean, call?: CallOptions): Promise<void>;
  /** `runs/log-metric`: any number, NaN and infinities included; null is refused. */
  logMetric(runId: string, metric: NewMetric, call?: CallOptions): Promise<void>;
  /**
   * `runs/log-batch`, in as many requests as the limits ask for: 1000 metrics, 100 params, 100 tags, 1000 of all, 1,000,000 bytes. Each
   * request is done whole or not at all; doing all of them again changes nothing where timestamps are given.
   */
  logBatch(runId: string, batch: Batch, call?: CallOptions): Promise<void>;
  /**
   * `runs/log-inputs`: datasets, and ids of logged models. At most 1000 datasets; the same twice is one. Where two runs log one that is
   * new to the experiment at the same moment, the server refuses one of them, which is asked again.
   */
  logInputs(runId: string, inputs: RunInputs, call?: CallOptions): Promise<void>;
  /** `runs/outputs`: logged models that it made, and at which step. Of MLflow 3. */
  logOutputs(
    runId: string,
    models: readonly { readonly modelId: string; readonly step?: number }[],
    call?: CallOptions,
  ): Promise<void>;
}

/** A run of one's own id. */
export interface EnsuredRun extends NewRun {
  /** No other run of the experiment has all of these tags. */
  readonly idTags: Readonly<Record<string, string>>;
  /** It is known not to be there: saves a request. */
  readonly isNew?: boolean;
}

/** What a run used. */
export interface RunInputs {
  readonly datasets?: readonly DatasetInput[];
  /** Of MLflow 3. */
  readonly modelIds?: readonly string[];
}

const base = '/api/2.0/mlflow/runs';

/** The endpoints of runs. */
export function runs(via: Transport): Runs {
  const post = (
    path: string,
    json: object,
    call: CallOptions | undefined,
    isRepeatable = true,
  ): Promise<Wire> => via.json({ method: 'POST', path: `${base}/${path}`, json, isRepeatable }, call);

  const create = async (run: NewRun, call?: CallOptions): Promise<Run> => {
    const tags = Object.entries(run.tags ?? {}).map(([key, value]) => tagToWire(key, value));
    const json = {
      experiment_id: run.experimentId,
      run_name: run.name,
      user_id: run.userId,
      start_time: run.startTime ?? via.surroundings.now(),
      tags,
    };
    return runOf((await post('create', json, call, false)).object('run'));
  };

  const search = ({
    experimentIds,
    filter,
    orderBy,
    viewType,
    pageSize,
    ...call
  }: RunQuery): AsyncIterable<Run> =>
    pages(async (token) => {
      const json = {
        experiment_ids: experimentIds,
        filter,
        order_by: orderBy,
        run_view_type: viewType,
        max_results: pageSize ?? 1000,
        page_token: token,
      };
      const answer = await post('search', json, call);
      return { items: answer.list('runs').map(runOf), next: answer.optionalText('next_page_token') };
    });

  const ensure: Runs['ensure'] = async ({ idTags, isNew, ...run }, call) => {
    const filter = tagEquals(idTags);
    const find = async (): Promise<Run | undefined> => {
      for await (const found of search({
        experimentIds: [run.experimentId],
        filter,
        // The oldest, so that all who look find the same one should there be two.
        orderBy: ['attributes.start_time ASC', 'attributes.run_id ASC'],
        pageSize: 1,
        ...call,
      })) {
        return found;
      }
      return undefined;
    };
    const make = (): Promise<Run> => create({ ...run, tags: { ...run.tags, ...idTags } }, call);
    const found = isNew === true ? undefined : await find();
    return found ?? madeOnce(make, find);
  };

  return Object.freeze<Runs>({
    create,
    ensure,
    search,
    get: async (runId, call) => {
      const answer = await via.json({ method: 'GET', path: `${base}/get`, query: { run_id: runId } }, call);
      return runOf(answer.object('run'));
    },
    update: async (runId, { status, endTime, name }, call) => {
      if (status !== undefined && !runStatuses.includes(status)) {
        throw new MlflowError(`expected one of ${runStatuses.join(', ')}, got ${status}`, {
          code: 'INVALID_PARAMETER_VALUE',
          where: 'the status of a run',
        });
      }
      await post('update', { run_id: runId, status, end_time: endTime, run_name: name }, call);
    },
    delete: async (runId, call) => void (await post('delete', { run_id: runId }, call, false)),
    restore: async (runId, call) => void (await post('restore', { run_id: runId }, call, false)),
    setTag: async (runId, key, value, call) =>
      void (await post('set-tag', { run_id: runId, ...tagToWire(key, value) }, call)),
    deleteTag: async (runId, key, call) =>
      void (await post('delete-tag', { run_id: runId, key }, call, false)),
    logParam: async (runId, key, value, call) =>
      void (await post('log-parameter', { run_id: runId, ...paramToWire(key, value) }, call)),
    logMetric: async (runId, metric, call) => {
      const json = { run_id: runId, ...metricToWire(metric, via.surroundings.now()) };
      await post('log-metric', json, call);
    },
    logBatch: async (runId, batch, call) => {
      for (const one of splitBatch(batch, via.surroundings.now())) {
        // One after the other: the server locks the run anyway, and what comes first is there first.
        await post('log-batch', { run_id: runId, ...one }, call);
      }
    },
    logInputs: async (runId, { datasets = [], modelIds = [] }, call) => {
      const models = modelIds.map((id) => ({ model_id: id }));
      const json = { run_id: runId, datasets: datasets.map(datasetInputToWire), models };
      await despiteRace(() => post('log-inputs', json, call));
    },
    logOutputs: async (runId, models, call) => {
      const made = models.map(({ modelId, step = 0 }) => ({ model_id: modelId, step }));
      await post('outputs', { run_id: runId, models: made }, call);
    },
  });
}

/** Asks again where a server says that someone else has just inserted the same row: `UNIQUE constraint failed`, `duplicate key`. */
async function despiteRace<T>(ask: () => Promise<T>): Promise<T> {
  for (let left = 2; ; left--) {
    try {
      return await ask();
    } catch (error) {
      const isRace =
        error instanceof MlflowError && /unique constraint|duplicate (key|entry)/i.test(error.message);
      if (!isRace || left === 0) throw error;
    }
  }
}
