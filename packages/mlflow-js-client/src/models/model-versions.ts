import { checkLength, limits } from '../limits.ts';
import { type PageOptions, pages } from '../transport/pages.ts';
import type { CallOptions, Request } from '../transport/request.ts';
import type { Transport } from '../transport/transport.ts';
import { pairsOf, type Wire } from '../transport/wire.ts';
import { type ModelVersion, modelVersionOf } from './model-version.ts';

/** What a new version is made of. */
export interface NewModelVersion {
  /** Of a registered model. */
  readonly name: string;
  /** Where the files are: `runs:/<run id>/<path>`, `models:/<model id>`, or an address of a storage. */
  readonly source: string;
  readonly runId?: string;
  readonly modelId?: string;
  readonly description?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** What to look for. */
export interface ModelVersionQuery extends PageOptions, CallOptions {
  /** `name = 'mlp'`, `run_id = '…'`, `tags.fold = '3'`, joined by AND. */
  readonly filter?: string;
  /** `name ASC`, `version_number DESC`. */
  readonly orderBy?: readonly string[];
}

/** The endpoints below `/api/2.0/mlflow/model-versions`. */
export interface ModelVersions {
  /** `model-versions/create`: the next number of that model. Not repeated where it may have been done. */
  create(version: NewModelVersion, call?: CallOptions): Promise<ModelVersion>;
  /** `model-versions/get`. */
  get(name: string, version: string, call?: CallOptions): Promise<ModelVersion>;
  /** `registered-models/alias`, asked: the version that an alias stands for. */
  getByAlias(name: string, alias: string, call?: CallOptions): Promise<ModelVersion>;
  /** `model-versions/search`, page by page: at most 200,000, 1000 unless given. */
  search(query?: ModelVersionQuery): AsyncIterable<ModelVersion>;
  /** `model-versions/update`: its description. */
  describe(name: string, version: string, description: string, call?: CallOptions): Promise<ModelVersion>;
  /** `model-versions/set-tag`: values of at most 100,000 characters. */
  setTag(name: string, version: string, key: string, value: string, call?: CallOptions): Promise<void>;
  /** `model-versions/delete-tag`. */
  deleteTag(name: string, version: string, key: string, call?: CallOptions): Promise<void>;
  /** `model-versions/transition-stage`, which aliases have taken the place of. */
  transitionStage(
    name: string,
    version: string,
    stage: 'None' | 'Staging' | 'Production' | 'Archived',
    call?: CallOptions & { readonly archiveExisting?: boolean },
  ): Promise<ModelVersion>;
  /** `model-versions/get-download-uri`. */
  downloadUri(name: string, version: string, call?: CallOptions): Promise<string>;
  /** `model-versions/delete`; its number is not given again. */
  delete(name: string, version: string, call?: CallOptions): Promise<void>;
}

const base = '/api/2.0/mlflow/model-versions';

/** The endpoints of versions of registered models. */
export function modelVersions(via: Transport): ModelVersions {
  const ask = (
    method: Request['method'],
    path: string,
    json: object,
    call: CallOptions | undefined,
    isRepeatable = true,
  ): Promise<Wire> => via.json({ method, path: `${base}/${path}`, json, isRepeatable }, call);
  const read = (path: string, query: NonNullable<Request['query']>, call?: CallOptions): Promise<Wire> =>
    via.json({ method: 'GET', path, query }, call);
  const versionIn = (answer: Wire): ModelVersion => modelVersionOf(answer.object('model_version'));

  return Object.freeze<ModelVersions>({
    create: async ({ name, source, runId, modelId, description, tags }, call) => {
      const json = { name, source, run_id: runId, model_id: modelId, description, tags: pairsOf(tags) };
      return versionIn(await ask('POST', 'create', json, call, false));
    },
    get: async (name, version, call) => versionIn(await read(`${base}/get`, { name, version }, call)),
    getByAlias: async (name, alias, call) =>
      versionIn(await read('/api/2.0/mlflow/registered-models/alias', { name, alias }, call)),
    search: ({ filter, orderBy, pageSize, ...call } = {}) =>
      pages(async (token) => {
        const query = {
          filter,
          order_by: orderBy,
          max_results: pageSize ?? 1000,
          page_token: token,
        };
        const answer = await read(`${base}/search`, query, call);
        return {
          items: answer.list('model_versions').map(modelVersionOf),
          next: answer.optionalText('next_page_token'),
        };
      }),
    describe: async (name, version, description, call) =>
      versionIn(await ask('PATCH', 'update', { name, version, description }, call)),
    setTag: async (name, version, key, value, call) => {
      checkLength(`the tag "${key}"`, value, limits.modelTagValueLength);
      await ask('POST', 'set-tag', { name, version, key, value }, call);
    },
    deleteTag: async (name, version, key, call) =>
      void (await ask('DELETE', 'delete-tag', { name, version, key }, call, false)),
    transitionStage: async (name, version, stage, { archiveExisting = false, ...call } = {}) => {
      const json = { name, version, stage, archive_existing_versions: archiveExisting };
      return versionIn(await ask('POST', 'transition-stage', json, call));
    },
    downloadUri: async (name, version, call) =>
      (await read(`${base}/get-download-uri`, { name, version }, call)).text('artifact_uri'),
    delete: async (name, version, call) =>
      void (await ask('DELETE', 'delete', { name, version }, call, false)),
  });
}
