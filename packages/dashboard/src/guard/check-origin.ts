import type { MiddlewareHandler } from 'hono';

/**
 * Refuses requests that another site's page makes: by its origin where the browser tells it, and by `Sec-Fetch-Site`. That someone follows
 * a link to the page is no such request; the page itself then asks for what it shows.
 */
export function checkOrigin(): MiddlewareHandler {
  return async (context, next) => {
    const { req } = context;
    const [origin, host] = [req.header('origin'), req.header('host')];
    const isOwn = origin === undefined || origin === `http://${host}` || origin === `https://${host}`;
    const site = req.header('sec-fetch-site');
    const isForeign = site === 'cross-site' || site === 'same-site';
    const followsLink =
      req.header('sec-fetch-mode') === 'navigate' &&
      req.header('sec-fetch-dest') === 'document' &&
      !req.path.startsWith('/api/');
    if (isOwn && (!isForeign || followsLink)) return next();
    const problem = `expected a request of this page, got one of ${origin ?? 'another site'}`;
    return context.json({ problem, hint: 'open the address that foldwise ui printed' }, 403);
  };
}
