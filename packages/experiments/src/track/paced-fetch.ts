/** A `fetch` that is held back. */
export interface PacedFetch {
  readonly fetch: typeof globalThis.fetch;
  /** From now on nothing is held back, not even what waits. */
  release(): void;
}

/**
 * A `fetch` of so many requests a second, and a few more at once after a pause: what a request costs this thread (two milliseconds of
 * processor, say, whatever the server takes) is then a small share of it, however much there is to send.
 *
 * @param burst how many may begin at once.
 * @param fetch what is held back; the global one unless given.
 */
export function pacedFetch(
  perSecond: number,
  burst: number,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): PacedFetch {
  const interval = 1000 / perSecond;
  const waiting = new Set<() => void>();
  let isReleased = false;
  let next = -Infinity;
  const turn = (milliseconds: number, signal: AbortSignal | null | undefined): Promise<void> =>
    new Promise((resolve) => {
      const go = (): void => {
        clearTimeout(timer);
        waiting.delete(go);
        signal?.removeEventListener('abort', go);
        resolve();
      };
      const timer = setTimeout(go, milliseconds);
      timer.unref();
      waiting.add(go);
      // Where it is aborted, the fetch itself says so.
      signal?.addEventListener('abort', go);
    });
  return {
    fetch: async (input, init) => {
      const now = performance.now();
      next = Math.max(next, now - burst * interval) + interval;
      if (next > now && !isReleased) await turn(next - now, init?.signal);
      return fetch(input, init);
    },
    release: () => {
      isReleased = true;
      for (const go of waiting) go();
    },
  };
}
