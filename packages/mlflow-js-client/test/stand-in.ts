import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mlflowClient, type MlflowClient, type MlflowClientOptions } from '../src/index.ts';

/** One request, as it came. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** How it is answered: a status, what is sent (an object as JSON), headers; or nothing at all, the connection cut. */
export type Answer =
  | {
      readonly status?: number;
      readonly json?: unknown;
      readonly text?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly delayMilliseconds?: number;
    }
  | 'cut';

/** A server that answers what it is told to, and remembers what it was asked. */
export interface StandIn {
  readonly uri: string;
  readonly seen: Seen[];
  /** The seconds that the client slept between tries, which it did not really do. */
  readonly slept: number[];
  /** A client of it whose sleeps take no time, whose clock stands and whose draws are all ½. */
  client(options?: MlflowClientOptions): MlflowClient;
  close(): Promise<void>;
}

/** Answers each request by its number, from 0. */
export async function standIn(answer: (seen: Seen, index: number) => Answer): Promise<StandIn> {
  const seen: Seen[] = [];
  const slept: number[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') };
      seen.push(one);
      const said = answer(one, seen.length - 1);
      if (said === 'cut') {
        response.destroy();
        return;
      }
      setTimeout(() => {
        response.writeHead(said.status ?? 200, said.headers);
        response.end(said.text ?? JSON.stringify(said.json ?? {}));
      }, said.delayMilliseconds ?? 0);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const uri = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    uri,
    seen,
    slept,
    client: (options = {}) =>
      mlflowClient({
        ...options,
        ...(options.uri === undefined && options.connection === undefined ? { uri } : {}),
        surroundings: {
          now: () => 1_700_000_000_000,
          random: () => 0.5,
          sleep: async (seconds, signal) => {
            slept.push(seconds);
            if (signal?.aborted === true) throw new Error('aborted');
          },
          ...options.surroundings,
        },
      }),
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
