import { checkLength, limits } from '../limits.ts';
import { type PageOptions, pages } from '../transport/pages.ts';
import type { CallOptions, Request } from '../transport/request.ts';
import type { Transport } from '../transport/transport.ts';
import { defined, pairsOf, type Wire } from '../transport/wire.ts';
import { type ModelVersion, modelVersionOf } from './model-version.ts';

/** A name in the registry, under which versions stand. */
export interface RegisteredModel {
  readonly name: string;
  readonly description?: string;
  /** Milliseconds since 1970. */
  readonly creationTime: number;
  readonly lastUpdateTime: number;
  readonly tags: Readonly<Record<string, string>>;
  /** The version that each alias stands for. */
  readonly aliases: Readonly<Record<string, string>>;
  /** The latest version of each stage. */
  readonly latestVersions: readonly ModelVersion[];
}

/** What a new name is made of. */
export interface NewRegisteredModel {
  /** Neither `/` nor `:` in it, and of no other model. */
  readonly name: string;
  readonly description?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** What to look for. */
export interface RegisteredModelQuery extends PageOptions, CallOptions {
  /** `name LIKE 'titanic%'`, `tags.team = 'a'`, joined by AND. */
  readonly filter?: string;
  /** `name ASC`, `last_updated_timestamp DESC`. */
  readonly orderBy?: readonly string[];
}

/** The endpoints below `/api/2.0/mlflow/registered-models`. */
export interface RegisteredModels {
  /** `registered-models/create`; `RESOURCE_ALREADY_EXISTS` where the name is taken. Not repeated where it may have been done. */
  create(model: NewRegisteredModel, call?: CallOptions): Promise<RegisteredModel>;
  /** `registered-models/get`. */
  get(name: string, call?: CallOptions): Promise<RegisteredModel>;
  /** `registered-models/search`, page by page: at most 1000, 100 unless given. */
  search(query?: RegisteredModelQuery): AsyncIterable<RegisteredModel>;
  /** `registered-models/rename`: its versions come with it. */
  rename(name: string, newName: string, call?: CallOptions): Promise<RegisteredModel>;
  /** `registered-models/update`: its description. */
  describe(name: string, description: string, call?: CallOptions): Promise<RegisteredModel>;
  /** `registered-models/set-tag`: values of at most 100,000 characters. */
  setTag(name: string, key: string, value: string, call?: CallOptions): Promise<void>;
  /** `registered-models/delete-tag`. */
  deleteTag(name: string, key: string, call?: CallOptions): Promise<void>;
  /** `registered-models/alias`: at most 255 letters, digits, `_` and `-`; neither `latest` nor `v` and a number. */
  setAlias(name: string, alias: string, version: string, call?: CallOptions): Promise<void>;
  /** `registered-models/alias`, deleted. */
  deleteAlias(name: string, alias: string, call?: CallOptions): Promise<void>;
  /** `registered-models/delete`, with all its versions, for good. */
  delete(name: string, call?: CallOptions): Promise<void>;
}

const base = '/api/2.0/mlflow/registered-models';

function registeredModelOf(from: Wire): RegisteredModel {
  const aliases = from.list('aliases').map((one) => [one.text('alias'), one.text('version')] as const);
  return defined<RegisteredModel>({
    name: from.text('name'),
    description: from.optionalText('description'),
    creationTime: from.number('creation_timestamp'),
    lastUpdateTime: from.number('last_updated_timestamp'),
    tags: from.pairs('tags'),
    aliases: Object.freeze(Object.fromEntries(aliases)),
    latestVersions: from.list('latest_versions').map(modelVersionOf),
  });
}

/** The endpoints of registered models. */
export function registeredModels(via: Transport): RegisteredModels {
  const ask = (
    method: Request['method'],
    path: string,
    json: object,
    call: CallOptions | undefined,
    isRepeatable = true,
  ): Promise<Wire> => via.json({ method, path: `${base}/${path}`, json, isRepeatable }, call);
  const modelIn = (answer: Wire): RegisteredModel => registeredModelOf(answer.object('registered_model'));

  return Object.freeze<RegisteredModels>({
    create: async ({ name, description, tags }, call) =>
      modelIn(await ask('POST', 'create', { name, description, tags: pairsOf(tags) }, call, false)),
    get: async (name, call) =>
      modelIn(await via.json({ method: 'GET', path: `${base}/get`, query: { name } }, call)),
    search: ({ filter, orderBy, pageSize, ...call } = {}) =>
      pages(async (token) => {
        const query = { filter, order_by: orderBy, max_results: pageSize ?? 100, page_token: token };
        const answer = await via.json({ method: 'GET', path: `${base}/search`, query }, call);
        return {
          items: answer.list('registered_models').map(registeredModelOf),
          next: answer.optionalText('next_page_token'),
        };
      }),
    rename: async (name, newName, call) =>
      modelIn(await ask('POST', 'rename', { name, new_name: newName }, call, false)),
    describe: async (name, description, call) =>
      modelIn(await ask('PATCH', 'update', { name, description }, call)),
    setTag: async (name, key, value, call) => {
      checkLength(`the tag "${key}"`, value, limits.modelTagValueLength);
      await ask('POST', 'set-tag', { name, key, value }, call);
    },
    deleteTag: async (name, key, call) =>
      void (await ask('DELETE', 'delete-tag', { name, key }, call, false)),
    setAlias: async (name, alias, version, call) =>
      void (await ask('POST', 'alias', { name, alias, version }, call)),
    deleteAlias: async (name, alias, call) =>
      void (await ask('DELETE', 'alias', { name, alias }, call, false)),
    delete: async (name, call) => void (await ask('DELETE', 'delete', { name }, call, false)),
  });
}
