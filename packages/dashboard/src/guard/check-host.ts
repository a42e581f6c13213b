import type { MiddlewareHandler } from 'hono';

/** Names of this machine that no other machine can be reached by. */
const loopbackNames: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** Whether a server that is bound to this host is reached from this machine alone. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/**
 * Refuses requests for another name than the server has: a page of a foreign site whose name was turned to this machine (DNS rebinding)
 * asks for its own name.
 *
 * @param names by which the server may be asked for beyond those of the loopback; `*` for any, which a token must make up for.
 */
export function checkHost(names: readonly string[]): MiddlewareHandler {
  const known = new Set([...loopbackNames, ...names.map((name) => name.toLowerCase())]);
  return async (context, next) => {
    const host = context.req.header('host') ?? '';
    const name = host.replace(/:\d+$/, '').toLowerCase();
    if (known.has('*') || known.has(name)) return next();
    const problem = `expected the host ${[...known].join(' or ')}, got "${host.slice(0, 80)}"`;
    return context.json({ problem, hint: 'open the address that foldwise ui printed' }, 403);
  };
}
