import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';

/** A request as it came. */
export interface SeenRequest {
  readonly to: 'kaggle' | 'storage';
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** An answer that is given in place of the usual one. */
export interface StandInAnswer {
  /** What the path has in it. */
  readonly path: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** How often; default 1. */
  times?: number;
  /** Whether what was asked for is done all the same. */
  readonly afterwards?: boolean;
}

/** What Kaggle says of a submission, poll by poll; the last is said again and again. */
export interface StandInScore {
  readonly status: string;
  readonly publicScore?: string;
  readonly privateScore?: string;
  readonly errorDescription?: string;
}

/** What the stand-in has and how it behaves; a test may change it as it goes on. */
export interface StandInOptions {
  readonly slug?: string;
  readonly files?: Record<string, string | Uint8Array>;
  /** Files a page of the listing; default 20, as Kaggle has it. */
  pageSize?: number;
  /** Names of files that come as a zip of themselves; their bytes are the zip's. */
  readonly packed?: readonly string[];
  /** The zip of all files. */
  readonly archive?: Uint8Array;
  /** The header that is let in; default `Bearer KGAT_secret_token_1`. */
  authorization?: string;
  readonly answers?: StandInAnswer[];
  /** How many bytes of a file come before the connection is cut, download by download. */
  readonly cuts?: number[];
  /** Of a file, whether ranges, entity tags and checksums are known; default true. */
  bare?: boolean;
  readonly scores?: StandInScore[];
}

/** A submission that was taken. */
export interface StandInSubmission {
  readonly ref: number;
  readonly fileName: string;
  readonly description: string;
  readonly content: string;
}

/** A server on this machine that answers as Kaggle's API and its storage do. */
export interface StandIn {
  /** For `endpoint` and `KAGGLE_API_ENDPOINT`. */
  readonly endpoint: string;
  readonly requests: readonly SeenRequest[];
  readonly submissions: readonly StandInSubmission[];
  /** What a request had that it should not have, or lacked. */
  readonly complaints: readonly string[];
  readonly options: StandInOptions;
  /** That so many bytes of a file have arrived: where no more will come (`cuts`), the connection is cut now, not a second later. */
  arrived(bytes: number): void;
}

export const standInToken = 'KGAT_secret_token_1';

type Answer = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

async function listen(answer: Answer): Promise<string> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => answer(request, response, Buffer.concat(parts)));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address() as { readonly port: number };
  return `http://127.0.0.1:${address.port}`;
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/**
 * Starts a stand-in for Kaggle that ends with the test: an API that wants the credentials in each request, and a storage at another
 * address that must not see them.
 *
 * @example
 * const kaggle = await kaggleStandIn({ files: { 'train.csv': 'id,y\n1,2\n' } });
 * const client = kaggleClient({ endpoint: kaggle.endpoint, credentials: kaggleCredentials({ KAGGLE_API_TOKEN: standInToken }) });
 */
export async function kaggleStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const { slug = 'titanic', files = {}, packed = [], answers = [], cuts = [], scores = [] } = options;
  const requests: SeenRequest[] = [];
  const complaints: string[] = [];
  const submissions: StandInSubmission[] = [];
  let open: { readonly upTo: number; cut(): void } | undefined;
  const uploads = new Map<string, { readonly fileName: string; readonly length: number; content?: string }>();
  const complain = (response: ServerResponse, message: string): void => {
    complaints.push(message);
    json(response, 400, { code: 400, message });
  };
  const see = (to: SeenRequest['to'], { method, url, headers }: IncomingMessage, body: Buffer): void =>
    void requests.push({ to, method: method!, path: url!, headers, body: body.toString() });
  const answerFor = (url: string): StandInAnswer | undefined => {
    const found = answers.find(({ path, times = 1 }) => times > 0 && url.includes(path));
    if (found !== undefined) found.times = (found.times ?? 1) - 1;
    return found;
  };

  const storage = await listen((request, response, body) => {
    see('storage', request, body);
    const url = new URL(request.url!, 'http://storage');
    if (request.headers.authorization !== undefined)
      return complain(response, 'credentials sent to the storage');
    if (url.searchParams.get('signature') !== 'signed') return complain(response, 'no signature');
    const planned = answerFor(request.url!);
    if (planned !== undefined) {
      return void response.writeHead(planned.status, planned.headers).end(planned.body);
    }
    if (request.method === 'PUT') return takeUpload(url, request, response, body);
    const name = decodeURIComponent(url.pathname.slice(1));
    const bare = name.replace(/\.zip$/, '');
    const content = name === `${slug}.zip` ? options.archive : files[packed.includes(bare) ? bare : name];
    if (content === undefined) return json(response, 404, {});
    return giveFile(request, response, Buffer.from(content));
  });

  function giveFile(request: IncomingMessage, response: ServerResponse, content: Buffer): void {
    const tag = `"${createHash('sha1').update(content).digest('hex')}"`;
    const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1];
    const isSame = request.headers['if-range'] === undefined || request.headers['if-range'] === tag;
    const start = range === undefined || !isSame || options.bare === true ? 0 : Number(range);
    const rest = content.subarray(start);
    const marks = {
      etag: tag,
      'accept-ranges': 'bytes',
      'x-goog-hash': `crc32c=AAAAAA==, md5=${createHash('md5').update(content).digest('base64')}`,
    };
    response.writeHead(start > 0 ? 206 : 200, {
      'content-length': rest.length,
      ...(options.bare !== true && marks),
      ...(start > 0 && { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` }),
    });
    const cut = cuts.shift();
    if (cut === undefined || cut >= rest.length) return void response.end(rest);
    response.write(rest.subarray(0, cut));
    const end = setTimeout(() => response.destroy(), 1000);
    open = { upTo: start + cut, cut: () => (clearTimeout(end), response.destroy()) };
  }

  function takeUpload(url: URL, request: IncomingMessage, response: ServerResponse, body: Buffer): void {
    const upload = uploads.get(url.pathname.slice('/upload/'.length));
    if (upload === undefined) return complain(response, 'an upload that was not asked for');
    if (Number(request.headers['content-length']) !== upload.length || body.length !== upload.length) {
      return complain(response, 'an upload of another length than stated');
    }
    upload.content = body.toString();
    return json(response, 200, {});
  }

  const endpoint = await listen((request, response, body) => {
    see('kaggle', request, body);
    const { authorization = `Bearer ${standInToken}` } = options;
    if (request.headers.authorization !== authorization) {
      return json(response, 401, { code: 401, message: 'Unauthenticated' });
    }
    const planned = answerFor(request.url!);
    if (planned !== undefined) {
      if (planned.afterwards === true) route(request, silent(), body);
      return void response.writeHead(planned.status, planned.headers).end(planned.body);
    }
    return route(request, response, body);
  });

  function silent(): ServerResponse {
    const quiet = { writeHead: () => quiet, end: () => quiet };
    return quiet as unknown as ServerResponse;
  }

  function route(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
    const url = new URL(request.url!, endpoint);
    const [, what, name, file] =
      /^\/api\/v1\/competitions\/(data\/list|data\/download|data\/download-all|submission-url|submissions\/submit|submissions\/list)(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(
        url.pathname,
      ) ?? [];
    const isPost = what === 'submission-url' || what === 'submissions/submit';
    if (what === undefined || request.method !== (isPost ? 'POST' : 'GET')) {
      return complain(response, `no route for ${request.method} ${url.pathname}`);
    }
    if (what !== 'submission-url' && name !== slug)
      return json(response, 404, { code: 404, message: 'Not Found' });
    if (isPost && request.headers['content-type'] !== 'application/json') {
      return complain(response, 'a body that is not JSON');
    }
    if (what === 'data/list') return giveList(url, response);
    if (what === 'data/download') return redirect(response, decodeURIComponent(file ?? ''));
    if (what === 'data/download-all') return redirect(response, `${slug}.zip`);
    if (what === 'submission-url') return giveUrl(response, JSON.parse(body.toString()));
    if (what === 'submissions/submit') return takeSubmission(response, JSON.parse(body.toString()));
    return giveSubmissions(response);
  }

  function redirect(response: ServerResponse, name: string): void {
    const isKnown = name in files || (name === `${slug}.zip` && options.archive !== undefined);
    if (!isKnown) return json(response, 404, { code: 404, message: 'Not Found' });
    const stored = encodeURIComponent(name) + (packed.includes(name) ? '.zip' : '');
    response.writeHead(302, { location: `${storage}/${stored}?signature=signed` }).end();
  }

  function giveList(url: URL, response: ServerResponse): void {
    const { pageSize = 20 } = options;
    const start = Number(url.searchParams.get('pageToken') ?? 0);
    const all = Object.entries(files).map(([name, content]) => ({
      ref: name,
      name,
      totalBytes: Buffer.from(content).length,
      creationDate: '2019-12-11T02:17:12Z',
    }));
    const next = start + pageSize;
    json(response, 200, {
      files: all.slice(start, next),
      nextPageToken: next < all.length ? String(next) : '',
    });
  }

  function giveUrl(response: ServerResponse, asked: Readonly<Record<string, unknown>>): void {
    const { competitionName, contentLength, lastModifiedEpochSeconds, fileName } = asked;
    if (competitionName !== slug) return json(response, 404, { code: 404, message: 'Not Found' });
    if (
      typeof contentLength !== 'number' ||
      !Number.isInteger(lastModifiedEpochSeconds) ||
      typeof fileName !== 'string'
    ) {
      return complain(response, 'a submission without length, date or name');
    }
    const token = `blob-token-${uploads.size + 1}`;
    uploads.set(token, { fileName, length: contentLength });
    return json(response, 200, { token, createUrl: `${storage}/upload/${token}?signature=signed` });
  }

  function takeSubmission(response: ServerResponse, asked: Readonly<Record<string, unknown>>): void {
    const upload = uploads.get(String(asked['blobFileTokens']));
    if (upload?.content === undefined) return complain(response, 'a submission of nothing that was uploaded');
    if (typeof asked['submissionDescription'] !== 'string')
      return complain(response, 'a submission without words');
    const ref = 4000 + submissions.length;
    const { fileName, content } = upload;
    submissions.push({ ref, fileName, content, description: asked['submissionDescription'] });
    return json(response, 200, { message: 'Successfully submitted', ref });
  }

  function giveSubmissions(response: ServerResponse): void {
    const score = submissions.length === 0 ? undefined : scores.length > 1 ? scores.shift() : scores[0];
    const all = submissions.map(({ ref, fileName, description }) => ({
      ref,
      fileName,
      description,
      date: '2026-01-01T00:00:00Z',
      publicScore: '',
      privateScore: '',
      ...(score ?? { status: 'pending' }),
    }));
    json(response, 200, { submissions: all.toReversed() });
  }

  const arrived = (bytes: number): void => {
    if (open === undefined || bytes < open.upTo) return;
    open.cut();
    open = undefined;
  };
  return { endpoint, requests, submissions, complaints, options, arrived };
}
