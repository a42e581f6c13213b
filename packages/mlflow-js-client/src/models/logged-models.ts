import { limits } from '../limits.ts';
import { paramToWire, tagToWire } from '../runs/batch.ts';
import { type PageOptions, pages } from '../transport/pages.ts';
import type { CallOptions, Request } from '../transport/request.ts';
import type { Transport } from '../transport/transport.ts';
import type { Wire } from '../transport/wire.ts';
import { type LoggedModel, loggedModelOf, type LoggedModelStatus, statusToWire } from './logged-model.ts';

/** What a new logged model is made of. */
export interface NewLoggedModel {
  readonly experimentId: string;
  /** Made up by the server unless given; neither `/` nor `:` nor other punctuation of paths. */
  readonly name?: string;
  readonly modelType?: string;
  readonly sourceRunId?: string;
  readonly params?: Readonly<Record<string, string | number | boolean>>;
  readonly tags?: Readonly<Record<string, string>>;
}

/** What to look for. */
export interface LoggedModelQuery extends PageOptions, CallOptions {
  readonly experimentIds: readonly string[];
  /** `name = 'mlp'`, `metrics.auc > 0.9`, `params.units = '64'`, joined by AND. */
  readonly filter?: string;
  readonly orderBy?: readonly { readonly field: string; readonly ascending?: boolean }[];
}

/** The endpoints below `/api/2.0/mlflow/logged-models`, which servers of MLflow 3 have. */
export interface LoggedModels {
  /** `POST logged-models`: `PENDING`, until its files are uploaded and it is finalized. Not repeated where it may have been done. */
  create(model: NewLoggedModel, call?: CallOptions): Promise<LoggedModel>;
  /** `PATCH logged-models/{id}`: how the upload of its files went. */
  finalize(
    modelId: string,
    status: Exclude<LoggedModelStatus, 'PENDING'>,
    call?: CallOptions,
  ): Promise<LoggedModel>;
  /** `GET logged-models/{id}`. */
  get(modelId: string, call?: CallOptions): Promise<LoggedModel>;
  /** `POST logged-models/search`, page by page: 50 unless given. */
  search(query: LoggedModelQuery): AsyncIterable<LoggedModel>;
  /** `DELETE logged-models/{id}`. */
  delete(modelId: string, call?: CallOptions): Promise<void>;
  /** `PATCH logged-models/{id}/tags`: sets these, and leaves others. */
  setTags(modelId: string, tags: Readonly<Record<string, string>>, call?: CallOptions): Promise<void>;
  /** `DELETE logged-models/{id}/tags/{key}`. */
  deleteTag(modelId: string, key: string, call?: CallOptions): Promise<void>;
  /** `POST logged-models/{id}/params`, in as many requests as 100 params each ask for. They cannot change. */
  logParams(
    modelId: string,
    params: Readonly<Record<string, string | number | boolean>>,
    call?: CallOptions,
  ): Promise<void>;
}

const base = '/api/2.0/mlflow/logged-models';

/** The endpoints of logged models. */
export function loggedModels(via: Transport): LoggedModels {
  const ask = (
    method: Request['method'],
    path: string,
    json: object | undefined,
    call: CallOptions | undefined,
    isRepeatable = true,
  ): Promise<Wire> => via.json({ method, path: `${base}${path}`, json, isRepeatable }, call);
  const at = (modelId: string): string => `/${encodeURIComponent(modelId)}`;
  const params = (record: Readonly<Record<string, string | number | boolean>>): readonly object[] =>
    Object.entries(record).map(([key, value]) => paramToWire(key, value));
  const tagList = (record: Readonly<Record<string, string>>): readonly object[] =>
    Object.entries(record).map(([key, value]) => tagToWire(key, value));

  return Object.freeze<LoggedModels>({
    create: async (model, call) => {
      const json = {
        experiment_id: model.experimentId,
        name: model.name,
        model_type: model.modelType,
        source_run_id: model.sourceRunId,
        params: params(model.params ?? {}),
        tags: tagList(model.tags ?? {}),
      };
      return loggedModelOf((await ask('POST', '', json, call, false)).object('model'));
    },
    finalize: async (modelId, status, call) => {
      const json = { model_id: modelId, status: statusToWire(status) };
      return loggedModelOf((await ask('PATCH', at(modelId), json, call)).object('model'));
    },
    get: async (modelId, call) =>
      loggedModelOf((await ask('GET', at(modelId), undefined, call)).object('model')),
    search: ({ experimentIds, filter, orderBy, pageSize, ...call }) =>
      pages(async (token) => {
        const json = {
          experiment_ids: experimentIds,
          filter,
          order_by: orderBy?.map(({ field, ascending = true }) => ({ field_name: field, ascending })),
          max_results: pageSize ?? 50,
          page_token: token,
        };
        const answer = await ask('POST', '/search', json, call);
        return {
          items: answer.list('models').map(loggedModelOf),
          next: answer.optionalText('next_page_token'),
        };
      }),
    delete: async (modelId, call) => void (await ask('DELETE', at(modelId), undefined, call, false)),
    setTags: async (modelId, tags, call) => {
      await ask('PATCH', `${at(modelId)}/tags`, { model_id: modelId, tags: tagList(tags) }, call);
    },
    deleteTag: async (modelId, key, call) =>
      void (await ask('DELETE', `${at(modelId)}/tags/${encodeURIComponent(key)}`, undefined, call, false)),
    logParams: async (modelId, record, call) => {
      const all = params(record);
      for (let from = 0; from < all.length; from += limits.paramsPerBatch) {
        const some = all.slice(from, from + limits.paramsPerBatch);
        await ask('POST', `${at(modelId)}/params`, { model_id: modelId, params: some }, call);
      }
    },
  });
}
