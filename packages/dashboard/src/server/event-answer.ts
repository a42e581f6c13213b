import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Change } from '../api/change.ts';
import type { ChangeStream } from '../watch/change-stream.ts';

/** So many pages may be open at once. */
const MOST_LISTENERS = 64;

/** A line now and then: what stands between may close a connection on which nothing is said. */
const HEARTBEAT_MILLISECONDS = 15_000;

/** A stream of server-sent events: `change` with the competition's name and version, each time that a journal has changed. */
export function eventAnswer(context: Context, changes: ChangeStream, now: () => readonly Change[]): Response {
  if (changes.listeners >= MOST_LISTENERS) {
    const problem = `expected at most ${MOST_LISTENERS} open pages, got one more`;
    return context.json({ problem, hint: 'close some; this one asks every few seconds instead' }, 503);
  }
  context.header('cache-control', 'no-store');
  return streamSSE(context, async (stream) => {
    const end = Promise.withResolvers<void>();
    const tell = (change: Change): void => {
      stream.writeSSE({ event: 'change', data: JSON.stringify(change) }).catch(() => end.resolve());
    };
    const stop = changes.listen(tell);
    // What changed between the page's first question and this moment.
    for (const change of now()) tell(change);
    const beating = setInterval(() => {
      stream.writeSSE({ event: 'alive', data: '' }).catch(() => end.resolve());
    }, HEARTBEAT_MILLISECONDS);
    stream.onAbort(() => end.resolve());
    await end.promise;
    clearInterval(beating);
    stop();
  });
}
