import { checkLength, limits } from '../limits.ts';
import { MlflowError } from '../mlflow-error.ts';
import { checkName } from '../names.ts';
import { madeOnce } from '../transport/made-once.ts';
import { type PageOptions, pages } from '../transport/pages.ts';
import type { CallOptions } from '../transport/request.ts';
import type { Transport } from '../transport/transport.ts';
import { pairsOf } from '../transport/wire.ts';
import { type Experiment, experimentOf, type ViewType } from './experiment.ts';

/** What a new experiment is made of. */
export interface NewExperiment {
  /** At most 500 characters, and of no other experiment, deleted ones included. */
  readonly name: string;
  /** Where its artifacts go; the server's choice unless given. */
  readonly artifactLocation?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** What to look for. */
export interface ExperimentQuery extends PageOptions, CallOptions {
  /** `name LIKE 'titanic%'`, `tags.team = 'a'`, `creation_time > 1700000000000`, joined by AND. */
  readonly filter?: string;
  /** `name ASC`, `last_update_time DESC`; by the last update unless given. */
  readonly orderBy?: readonly string[];
  readonly viewType?: ViewType;
}

/** The endpoints below `/api/2.0/mlflow/experiments`. */
export interface Experiments {
  /**
   * `experiments/create`. Names have at most 500 characters, tags at most 20,000 each. Not repeated where it may have been done: see
   * `ensure`.
   */
  create(experiment: NewExperiment, call?: CallOptions): Promise<Experiment>;
  /** The experiment of that name, made where there is none: the same however often and from wherever it is asked. */
  ensure(experiment: NewExperiment, call?: CallOptions): Promise<Experiment>;
  /** `experiments/get`, deleted ones included. */
  get(experimentId: string, call?: CallOptions): Promise<Experiment>;
  /** `experiments/get-by-name`, deleted ones included; `RESOURCE_DOES_NOT_EXIST` where there is none. */
  getByName(name: string, call?: CallOptions): Promise<Experiment>;
  /**
   * `experiments/search`, page by page. A page has at most 50,000 (1000 unless given); the server refuses to be asked without a number,
   * so one is always sent.
   */
  search(query?: ExperimentQuery): AsyncIterable<Experiment>;
  /** `experiments/update`: gives it another name. */
  rename(experimentId: string, name: string, call?: CallOptions): Promise<void>;
  /** `experiments/set-experiment-tag`. Keys have at most 250 characters, values at most 20,000. */
  setTag(experimentId: string, key: string, value: string, call?: CallOptions): Promise<void>;
  /** `experiments/delete-experiment-tag`, which MLflow 2 does not have; `RESOURCE_DOES_NOT_EXIST` where there is no such tag. */
  deleteTag(experimentId: string, key: string, call?: CallOptions): Promise<void>;
  /** `experiments/delete`, with its runs; its name stays taken. */
  delete(experimentId: string, call?: CallOptions): Promise<void>;
  /** `experiments/restore`, with the runs that were deleted with it. */
  restore(experimentId: string, call?: CallOptions): Promise<void>;
}

const base = '/api/2.0/mlflow/experiments';

/** The endpoints of experiments. */
export function experiments(via: Transport): Experiments {
  const post = (
    path: string,
    json: object,
    call: CallOptions | undefined,
    isRepeatable = true,
  ): ReturnType<Transport['json']> =>
    via.json({ method: 'POST', path: `${base}/${path}`, json, isRepeatable }, call);
  const get = async (experimentId: string, call?: CallOptions): Promise<Experiment> => {
    const query = { experiment_id: experimentId };
    const answer = await via.json({ method: 'GET', path: `${base}/get`, query }, call);
    return experimentOf(answer.object('experiment'));
  };
  const getByName = async (name: string, call?: CallOptions): Promise<Experiment> => {
    const query = { experiment_name: name };
    const answer = await via.json({ method: 'GET', path: `${base}/get-by-name`, query }, call);
    return experimentOf(answer.object('experiment'));
  };
  const create = async (experiment: NewExperiment, call?: CallOptions): Promise<Experiment> => {
    checkLength('the name of an experiment', experiment.name, limits.experimentNameLength);
    for (const [key, value] of Object.entries(experiment.tags ?? {})) checkTag(key, value);
    const json = {
      name: experiment.name,
      artifact_location: experiment.artifactLocation,
      tags: pairsOf(experiment.tags),
    };
    const answer = await post('create', json, call, false);
    return get(answer.text('experiment_id'), call);
  };

  return Object.freeze({
    create,
    get,
    getByName,
    ensure: async (experiment: NewExperiment, call?: CallOptions) => {
      const find = (): Promise<Experiment | undefined> =>
        getByName(experiment.name, call).catch(unless('RESOURCE_DOES_NOT_EXIST'));
      const one = (await find()) ?? (await madeOnce(() => create(experiment, call), find));
      if (one.lifecycleStage === 'active') return one;
      throw new MlflowError(`expected an active experiment "${experiment.name}", got a deleted one`, {
        code: 'INVALID_STATE',
        where: 'experiments.ensure',
        hint: `bring it back by experiments.restore('${one.experimentId}'), or take another name`,
      });
    },
    search: ({ filter, orderBy, viewType, pageSize, ...call }: ExperimentQuery = {}) =>
      pages(async (token) => {
        const json = {
          filter,
          order_by: orderBy,
          view_type: viewType,
          max_results: pageSize ?? 1000,
          page_token: token,
        };
        const answer = await post('search', json, call);
        return {
          items: answer.list('experiments').map(experimentOf),
          next: answer.optionalText('next_page_token'),
        };
      }),
    rename: async (experimentId: string, name: string, call?: CallOptions) => {
      checkLength('the name of an experiment', name, limits.experimentNameLength);
      await post('update', { experiment_id: experimentId, new_name: name }, call);
    },
    setTag: async (experimentId: string, key: string, value: string, call?: CallOptions) => {
      checkTag(key, value);
      await post('set-experiment-tag', { experiment_id: experimentId, key, value }, call);
    },
    deleteTag: async (experimentId: string, key: string, call?: CallOptions) => {
      await post('delete-experiment-tag', { experiment_id: experimentId, key }, call, false);
    },
    delete: async (experimentId: string, call?: CallOptions) => {
      await post('delete', { experiment_id: experimentId }, call, false);
    },
    restore: async (experimentId: string, call?: CallOptions) => {
      await post('restore', { experiment_id: experimentId }, call, false);
    },
  });
}

function checkTag(key: string, value: string): void {
  checkName('tag', key);
  checkLength(`the experiment's tag "${key}"`, value, limits.experimentTagValueLength);
}

/** Nothing instead of an error of that code. */
function unless(code: string): (error: unknown) => undefined {
  return (error) => {
    if (error instanceof MlflowError && error.code === code) return undefined;
    throw error;
  };
}
