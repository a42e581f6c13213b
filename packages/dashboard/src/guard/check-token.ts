import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

/**
 * Asks for the token that the address was printed with. The first visit brings it as `?token=…`, and takes a cookie and a clean address
 * from it; programs send `Authorization: Bearer …`.
 *
 * @param port sets the cookie of this server apart from that of another one: cookies know no ports.
 */
export function checkToken(token: string, port: () => number): MiddlewareHandler {
  return async (context, next) => {
    const name = `foldwise-${port()}`;
    const given = context.req.query('token');
    if (given !== undefined && isSame(given, token)) {
      if (context.req.path.startsWith('/api/')) return next();
      setCookie(context, name, token, { httpOnly: true, sameSite: 'Lax', path: '/' });
      return context.redirect(withoutToken(context), 303);
    }
    const bearer = /^Bearer (.+)$/.exec(context.req.header('authorization') ?? '')?.[1];
    const known = [getCookie(context, name), bearer].filter((one) => one !== undefined);
    if (known.some((one) => isSame(one, token))) return next();
    const problem = `expected the token of this page, got ${given === undefined && known.length === 0 ? 'none' : 'another'}`;
    const hint = 'open the address that foldwise ui printed, with all that stands behind ?token=';
    if (context.req.path.startsWith('/api/')) return context.json({ problem, hint }, 401);
    return context.text(`${problem} — ${hint}\n`, 401);
  };
}

/** As long for a token that begins rightly as for another: what is compared are hashes, all bytes of them. */
function isSame(given: string, token: string): boolean {
  const hashOf = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hashOf(given), hashOf(token));
}

function withoutToken({ req }: Context): string {
  const url = new URL(req.url);
  url.searchParams.delete('token');
  // A path that begins with // would be another host.
  return `/${url.pathname.replace(/^\/+/, '')}${url.search}`;
}
