import { FoldwiseError } from '@foldwise/core';
import type { CompetitionHome } from '@foldwise/experiments';
import { Hono } from 'hono';
import { type FollowedCompetition, followCompetition } from '../facts/followed-competition.ts';
import { checkHost } from '../guard/check-host.ts';
import { checkOrigin } from '../guard/check-origin.ts';
import { checkToken } from '../guard/check-token.ts';
import { limitRequests } from '../guard/limit-requests.ts';
import { securityHeaders } from '../guard/security-headers.ts';
import { changeStream } from '../watch/change-stream.ts';
import type { WatchOptions } from '../watch/watch-runs.ts';
import { apiRoutes } from './api-routes.ts';
import { eventAnswer } from './event-answer.ts';
import type { PageFile } from './page-files.ts';

/** What the page is made of, and who may see it. */
export interface AppOptions {
  /** The competitions to show, asked for again and again: those that are made meanwhile come in. */
  readonly competitions: () => readonly CompetitionHome[];
  /** The built page, by address. */
  readonly files: ReadonlyMap<string, PageFile>;
  /** Names beyond those of the loopback by which the server may be asked for. */
  readonly hosts?: readonly string[];
  /** Without it no one is let in; absent where only this machine reaches the server. */
  readonly token?: string;
  /** Where the server listens. */
  readonly port?: () => number;
  readonly watch?: WatchOptions;
  /** Told of what should never happen. */
  readonly onDefect?: (error: unknown) => void;
}

/**
 * The server as a function of requests: guards, the JSON of the journals, the stream of changes, the page.
 *
 * @example
 * const app = createApp({ competitions: () => [home], files: pageFiles() });
 * await app.request('http://localhost/api/competitions');
 */
export function createApp(options: AppOptions): Hono {
  const competitions = followed(options.competitions);
  const changes = changeStream(competitions, options.watch);
  const app = new Hono();
  app.use(securityHeaders());
  app.use(limitRequests());
  app.use(checkHost(options.hosts ?? []));
  app.use(checkOrigin());
  if (options.token !== undefined) app.use(checkToken(options.token, options.port ?? (() => 0)));
  app.route('/api', apiRoutes(competitions));
  app.get('/api/events', (context) =>
    eventAnswer(context, changes, () =>
      competitions().map((each) => ({ slug: each.home.slug, version: each.version() })),
    ),
  );
  app.all('/api/*', (context) =>
    context.json({ problem: 'expected an address of this page, got another' }, 404),
  );
  app.get('*', (context) => {
    const file = options.files.get(context.req.path);
    const index = options.files.get('/index.html')!;
    const { type, bytes } = file ?? index;
    // The page finds out by its address what it shows.
    const isPage = context.req.path === '/' || context.req.path.startsWith('/c/');
    const caching = context.req.path.startsWith('/assets/') && file !== undefined;
    return context.body(bytes, file !== undefined || isPage ? 200 : 404, {
      'content-type': type,
      'cache-control': caching ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
  });
  app.onError((error, context) => {
    if (error instanceof FoldwiseError) {
      const { hint } = error;
      const problem = hint === undefined ? error.message : error.message.slice(0, -` — ${hint}`.length);
      return context.json({ problem, ...(hint !== undefined && { hint }) }, 404);
    }
    options.onDefect?.(error);
    return context.json({ problem: 'this is a defect of foldwise: the terminal says more' }, 500);
  });
  return app;
}

/** The competitions that there are now; one that is there still is the one that it was, with all that it keeps. */
function followed(homes: () => readonly CompetitionHome[]): () => readonly FollowedCompetition[] {
  const kept = new Map<string, FollowedCompetition>();
  return () =>
    homes().map((home) => {
      const key = `${home.slug}\n${home.directory}`;
      const there = kept.get(key) ?? followCompetition(home);
      kept.set(key, there);
      return there;
    });
}
