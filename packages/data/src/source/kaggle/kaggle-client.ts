import { FoldwiseError } from '@foldwise/core/base';
import type { KaggleCredentials } from './kaggle-credentials.ts';
import type { KaggleRequest } from './kaggle-error.ts';
import { connectionError, errorOf, storageError, whereOf } from './kaggle-error.ts';
import type { Patience } from './patiently.ts';
import { patiently, Temporary } from './patiently.ts';
import { refusalOf } from './refusal.ts';
import type { Watchdog } from './watchdog.ts';
import { watchdog } from './watchdog.ts';

/** How Kaggle is talked to. */
export interface KaggleClientOptions {
  readonly credentials: KaggleCredentials;
  /** Where Kaggle is; default `https://www.kaggle.com`. Another address must be of `https`, or on this machine. */
  readonly endpoint?: string | undefined;
  readonly signal?: AbortSignal;
  /** Told of what takes long: why something is tried again, and when. */
  readonly onNote?: (message: string) => void;
  /** Failures in a row after which it is given up; default 6. */
  readonly attempts?: number;
  /** Seconds before the second attempt, doubled before each further one; default 1. A server that says when is heeded. */
  readonly backoffSeconds?: number;
  /** Seconds without a byte after which a connection counts as cut; default 60. */
  readonly stallSeconds?: number;
}

/** What a request is for. */
export interface KagglePurpose {
  readonly slug: string;
  /** For messages, as a verb phrase: `list its files`. */
  readonly doing: string;
}

/** A question whose answer is JSON. */
export interface KaggleQuestion extends KagglePurpose {
  /** Below `/api/v1/`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent by POST. */
  readonly body?: Readonly<Record<string, string | number>>;
  /** Whether asking twice could do it twice: then it is asked again only where Kaggle says that it did nothing (429). */
  readonly once?: boolean;
}

export interface KaggleFileRequest extends KagglePurpose {
  /** Below `/api/v1/`. */
  readonly path: string;
  /** The first byte that is wanted, where not all are, of the version that this entity tag names. */
  readonly from?: { readonly byte: number; readonly tag?: string };
}

/** A file that is on its way. */
export interface IncomingFile {
  /** 200, 206 for a part, or 416 where there is no such part. */
  readonly status: number;
  readonly headers: Headers;
  /** The last part of the address that it comes from in the end, encoded as addresses are. */
  readonly name: string;
  /** Its bytes as they come. */
  chunks(): AsyncIterable<Uint8Array>;
  /** Where no more of it is wanted. */
  cancel(): Promise<void>;
}

/** Talks to Kaggle's public API, version 1, for one user. */
export interface KaggleClient {
  /** Tries again where that may help, as often as the options say; failures after `progress` has grown are counted anew. */
  patiently<T>(attempt: () => Promise<T>, progress?: () => number): Promise<T>;
  /** The answer to a question, asked patiently. */
  ask(question: KaggleQuestion): Promise<unknown>;
  /** Begins to fetch a file from wherever Kaggle sends to: one attempt, to be made patiently. */
  fetchFile(request: KaggleFileRequest): Promise<IncomingFile>;
  /** Puts bytes to an address that Kaggle gave, which is not told who sends them: one attempt, to be made patiently. */
  put(address: string, bytes: Uint8Array, purpose: KagglePurpose): Promise<void>;
}

const mostRedirects = 5;

/** Credentials are sent in clear to this machine alone. */
function checkEndpoint(endpoint: string): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const isHere = url !== undefined && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isHere);
  if (isSafe && url.username === '') return `${url.origin}${url.pathname.replace(/\/$/, '')}`;
  throw new FoldwiseError('expected an address that begins with https:// (or http://localhost)', {
    code: 'input',
    where: 'KAGGLE_API_ENDPOINT',
    hint: 'leave it unset for https://www.kaggle.com',
  });
}

/** One request, which ends where the dog barks; redirects are not followed. */
type Send = (url: URL, init: RequestInit, dog: Watchdog, asked: KaggleRequest) => Promise<Response>;

/** A sender that tells Kaggle, and nobody else, who asks. */
function senderTo(endpoint: string, { credentials, signal }: KaggleClientOptions): Send {
  const { origin } = new URL(endpoint);
  return async (url, init, dog, asked) => {
    const headers = {
      'user-agent': 'foldwise',
      ...(init.headers as Readonly<Record<string, string>> | undefined),
      ...(url.origin === origin && { authorization: credentials.authorization() }),
    };
    const either = AbortSignal.any(signal === undefined ? [dog.signal] : [dog.signal, signal]);
    try {
      return await fetch(url, { ...init, headers, redirect: 'manual', signal: either });
    } catch (cause) {
      throw connectionError(asked, url.host, cause);
    }
  };
}

/**
 * A client of Kaggle's public API. The credentials go to Kaggle's own address and nowhere else: not to the storage that it sends to, into
 * no message, no log and no file.
 *
 * @throws FoldwiseError `input` for an endpoint that would get the credentials in clear. Its methods throw `input` where Kaggle refuses
 * (401, 403, 404), and `network` where it does not answer well, however often it is asked.
 * @example
 * const client = kaggleClient({ credentials: kaggleCredentials(process.env) });
 * await downloadKaggle('titanic', 'competitions/titanic/data', { client });
 */
export function kaggleClient(options: KaggleClientOptions): KaggleClient {
  const { credentials, signal, onNote, attempts = 6, backoffSeconds = 1, stallSeconds = 60 } = options;
  const endpoint = checkEndpoint(options.endpoint ?? 'https://www.kaggle.com');
  const send = senderTo(endpoint, options);
  const patience: Patience = {
    attempts,
    backoffSeconds,
    ...(signal !== undefined && { signal }),
    ...(onNote !== undefined && { onNote }),
  };
  const addressOf = (path: string): URL => new URL(`${endpoint}/api/v1/${path}`);
  const askedFor = ({ slug, doing }: KagglePurpose): KaggleRequest => ({
    slug,
    doing,
    source: credentials.source,
  });
  const failure = async (response: Response, url: URL, asked: KaggleRequest): Promise<Error> => {
    const refusal = await refusalOf(response, credentials);
    if (url.origin === new URL(endpoint).origin) return errorOf(asked, refusal);
    return storageError(asked, refusal.status, refusal.afterSeconds);
  };

  const askOnce = async (question: KaggleQuestion, dog: Watchdog): Promise<unknown> => {
    const asked = askedFor(question);
    const url = addressOf(question.path);
    for (const [name, value] of Object.entries(question.query ?? {})) url.searchParams.set(name, value);
    const response = await send(url, initOf(question), dog, asked);
    if (!response.ok) throw await failure(response, url, asked);
    const text = await response.text().catch((cause: unknown) => {
      throw connectionError(asked, url.host, cause);
    });
    return parsed(credentials.withoutSecrets(text), asked, url.host);
  };

  /** The answer that is no redirect any more, and where it comes from. */
  const follow = async (
    start: URL,
    init: RequestInit,
    dog: Watchdog,
    asked: KaggleRequest,
  ): Promise<readonly [Response, URL]> => {
    let [url, response] = [start, await send(start, init, dog, asked)];
    for (let hops = 0; hops < mostRedirects; hops++) {
      const location = response.headers.get('location');
      if (response.status < 300 || response.status >= 400) break;
      if (location === null || !URL.canParse(location, url)) break;
      await response.body?.cancel();
      url = new URL(location, url);
      response = await send(url, init, dog, asked);
    }
    return [response, url];
  };

  return Object.freeze({
    patiently: <T>(attempt: () => Promise<T>, progress?: () => number) =>
      patiently(attempt, { ...patience, ...(progress !== undefined && { progress }) }),
    ask: (question: KaggleQuestion) =>
      patiently(async () => {
        const dog = watchdog(stallSeconds);
        try {
          return await askOnce(question, dog);
        } catch (error) {
          const mayBeDone = error instanceof Temporary && error.status !== 429;
          throw question.once === true && mayBeDone ? error.error : error;
        } finally {
          dog.stop();
        }
      }, patience),
    fetchFile: async (request: KaggleFileRequest) => {
      const asked = askedFor(request);
      const dog = watchdog(stallSeconds);
      try {
        const init = { headers: fileHeaders(request) };
        const [response, url] = await follow(addressOf(request.path), init, dog, asked);
        if (!response.ok && response.status !== 416) throw await failure(response, url, asked);
        dog.feed();
        return incoming(response, url, dog, asked);
      } catch (error) {
        dog.stop();
        throw error;
      }
    },
    put: async (address: string, bytes: Uint8Array, purpose: KagglePurpose) => {
      const asked = askedFor(purpose);
      const dog = watchdog(stallSeconds);
      try {
        const url = new URL(address);
        // A copy in a buffer of its own, which is what a body may be.
        const response = await send(url, { method: 'PUT', body: new Uint8Array(bytes) }, dog, asked);
        if (!response.ok) throw await failure(response, url, asked);
        await response.body?.cancel();
      } finally {
        dog.stop();
      }
    },
  } satisfies KaggleClient);
}

function initOf({ body }: KaggleQuestion): RequestInit {
  const headers = { accept: 'application/json' };
  if (body === undefined) return { headers };
  return {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

function fileHeaders({ from }: KaggleFileRequest): Readonly<Record<string, string>> {
  return {
    // Bytes as they lie there: their number and checksum are what is stated.
    'accept-encoding': 'identity',
    ...(from !== undefined && { range: `bytes=${from.byte}-` }),
    ...(from?.tag !== undefined && { 'if-range': from.tag }),
  };
}

function parsed(text: string, { slug, doing }: KaggleRequest, host: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FoldwiseError(`could not ${doing}: expected JSON of ${host}, got something else`, {
      code: 'network',
      where: whereOf(slug),
      hint: 'see in a browser whether the network asks for a log-in of its own',
    });
  }
}

function incoming(response: Response, url: URL, dog: Watchdog, asked: KaggleRequest): IncomingFile {
  return {
    status: response.status,
    headers: response.headers,
    name: url.pathname.split('/').at(-1)!,
    async *chunks() {
      try {
        for await (const chunk of response.body ?? []) {
          dog.feed();
          yield chunk;
        }
      } catch (cause) {
        throw connectionError(asked, url.host, cause);
      } finally {
        dog.stop();
      }
    },
    cancel: async () => {
      dog.stop();
      await response.body?.cancel();
    },
  };
}
