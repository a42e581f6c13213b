import { once } from 'node:events';
import type { Dashboard } from '@foldwise/dashboard';
import { findCompetitions, homeOf } from '../competitions/find-competition.ts';
import { defineCommand } from '../command.ts';
import { openAddress } from '../open-address.ts';
import { wholeNumber } from '../options.ts';
import { reportError } from '../report-error.ts';
import { UsageError } from '../usage-error.ts';

/** Where the page is, unless it is asked for elsewhere or the port is taken: the address of a bookmark stays. */
const USUAL_PORT = 4280;

/** A page in the browser that shows all runs and follows sweeps while they go on. */
export const ui = defineCommand({
  words: 'ui [competition]',
  summary: 'Show runs on a page in the browser, live',
  args: {
    competition: { type: 'string', describe: 'Open the page of this one' },
    port: {
      type: 'string',
      describe: `Where to listen; 0 for any that is free (default ${USUAL_PORT}, or any where it is taken)`,
      coerce: wholeNumber('port', 0),
    },
    host: {
      type: 'string',
      default: '127.0.0.1',
      describe: 'By which address; any but this machine alone asks for a token',
    },
    open: { type: 'boolean', describe: 'Open the browser' },
  },
  examples: [
    ['foldwise ui --open', 'all competitions found here'],
    ['foldwise ui titanic', 'the page of one'],
    ['foldwise ui --host 0.0.0.0 --port 8080', 'for other machines too, with a token in the address'],
  ],
  async run({ competition, port, host, open }, io) {
    if (port !== undefined && port > 65_535) {
      throw new UsageError(`ui: --port: expected a port of at most 65535, got ${port}`);
    }
    const first = competition === undefined ? undefined : homeOf(competition, io.cwd).slug;
    // Loaded here, not above: a command that lists runs does not wait for a server.
    const { serveDashboard } = await import('@foldwise/dashboard');
    const serve = (at: number): Promise<Dashboard> =>
      serveDashboard({
        competitions: () => findCompetitions(io.cwd).map(({ slug }) => homeOf(slug, io.cwd)),
        host,
        port: at,
        onDefect: (error) => reportError(error, io, true),
      });
    const server = port === undefined ? await serve(USUAL_PORT).catch(() => serve(0)) : await serve(port);
    try {
      const url = new URL(server.url);
      if (first !== undefined) url.pathname = `/c/${first}`;
      io.out.write(`${url.href}\n`);
      io.err.write(`${noteOf(server)}Ctrl-C ends it\n`);
      if (open === true) await openAddress(url.href, io);
      if (!io.signal.aborted) await once(io.signal, 'abort');
    } finally {
      await server.close();
    }
  },
});

function noteOf({ url }: Dashboard): string {
  const isOpen = new URL(url).searchParams.has('token');
  return isOpen ? 'whoever has this address sees all runs; it goes unencrypted over the network\n' : '';
}
