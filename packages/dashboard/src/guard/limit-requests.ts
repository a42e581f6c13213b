import type { MiddlewareHandler } from 'hono';

/** Bytes of an address: twenty run ids and a long filter fit. */
const LONGEST_ADDRESS = 8192;

/** Refuses what a reader never sends: other methods than reading, a body, an address without end. */
export function limitRequests(): MiddlewareHandler {
  return async (context, next) => {
    const { method, url } = context.req;
    if (method !== 'GET' && method !== 'HEAD') {
      context.header('allow', 'GET, HEAD');
      return context.json({ problem: `expected GET or HEAD, got ${method}: this page only shows` }, 405);
    }
    const length = context.req.header('content-length');
    const hasBody =
      (length !== undefined && length !== '0') || context.req.header('transfer-encoding') !== undefined;
    if (hasBody) {
      context.header('connection', 'close');
      const problem = 'expected a request without a body, got one with';
      return context.json({ problem, hint: 'put what is asked for into the address' }, 413);
    }
    if (url.length > LONGEST_ADDRESS) {
      const problem = `expected an address of at most ${LONGEST_ADDRESS} characters, got ${url.length}`;
      return context.json({ problem, hint: 'choose fewer runs, or a shorter filter' }, 414);
    }
    return next();
  };
}
