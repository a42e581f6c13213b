import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { hostname, networkInterfaces } from 'node:os';
import { FoldwiseError } from '@foldwise/core';
import type { CompetitionHome } from '@foldwise/experiments';
import { createAdaptorServer } from '@hono/node-server';
import { isLoopback } from '../guard/check-host.ts';
import { createApp } from './create-app.ts';
import { pageFiles } from './page-files.ts';

/** Which competitions, and where. */
export interface ServeDashboardOptions {
  /** The competitions to show, asked for again and again: those that are made meanwhile come in. */
  readonly competitions: () => readonly CompetitionHome[];
  /** Default 127.0.0.1, which only this machine reaches; anywhere else a token is asked for. */
  readonly host?: string;
  /** Default 0: any that is free. */
  readonly port?: number;
  /** Default: a random one, where one is needed. */
  readonly token?: string;
  /** Told of what should never happen. */
  readonly onDefect?: (error: unknown) => void;
}

/** A server that runs. */
export interface Dashboard {
  /** What to open, the token included where there is one. */
  readonly url: string;
  readonly port: number;
  /** Ends it, with the streams that are open. */
  readonly close: () => Promise<void>;
}

/**
 * Serves the page that shows runs. It reads journals and never writes.
 *
 * Bound to the loopback it lets every program of this machine in, and no page of another site; bound elsewhere it asks for a random token.
 *
 * @throws FoldwiseError `input` where the port is taken, or there is no such host.
 * @example
 * const { url, close } = await serveDashboard({ competitions: () => [home] });
 */
export async function serveDashboard(options: ServeDashboardOptions): Promise<Dashboard> {
  const { competitions, host = '127.0.0.1', onDefect } = options;
  const isOpen = !isLoopback(host);
  const token = isOpen ? (options.token ?? randomBytes(24).toString('base64url')) : options.token;
  let port = 0;
  const app = createApp({
    competitions,
    files: pageFiles(),
    port: () => port,
    ...(token !== undefined && { token }),
    ...(isOpen && { hosts: namesOf(host) }),
    ...(onDefect !== undefined && { onDefect }),
  });
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  server.headersTimeout = 10_000;
  server.requestTimeout = 10_000;
  port = await listening(server, host, options.port ?? 0);
  const shown = isAnyAddress(host) ? hostname() : host;
  const query = token === undefined ? '' : `?token=${token}`;
  return {
    url: `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}/${query}`,
    port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function isAnyAddress(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/** The names by which a server that is bound to this host can be meant. */
function namesOf(host: string): readonly string[] {
  const bracketed = (address: string) => (address.includes(':') ? `[${address}]` : address);
  if (!isAnyAddress(host)) return [bracketed(host)];
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  const name = hostname();
  return [name, `${name}.local`, ...addresses.map(({ address }) => bracketed(address))];
}

async function listening(server: Server, host: string, port: number): Promise<number> {
  try {
    server.listen(port, host.replace(/^\[|\]$/g, ''));
    await once(server, 'listening');
  } catch (error) {
    throw listenError(error as NodeJS.ErrnoException, host, port);
  }
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): FoldwiseError {
  const isTaken = error.code === 'EADDRINUSE';
  const got = isTaken ? 'one that is taken' : (error.code ?? error.message);
  return new FoldwiseError(`expected a port to listen at, got ${got}`, {
    code: 'input',
    where: `${host}:${port}`,
    hint: isTaken ? 'choose another one: --port 0 takes any that is free' : 'check --host and --port',
    cause: error,
  });
}
