/** A `fetch` that is held back. */
export interface PacedFetch {
  readonly fetch: typeof globalThis.fetch;
  /** From now on nothing is held back, not even what waits. */
  release(): void;
}

/**
 * A `fetch` of at most so many requests in each period, so that what they cost this thread is a small share of it, however much there is
 * to send. What has to wait begins together when the next period does: a request among others costs half of what one does for which the
 * thread has to wake up.
 *
 * @param fetch what is held back; the global one unless given.
 */
export function pacedFetch(
  most: number,
  seconds: number,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): PacedFetch {
  const waiting = new Set<() => void>();
  let left = most;
  let isReleased = false;
  let timer: NodeJS.Timeout | undefined;
  const begin = (): void => {
    left = most - Math.min(most, waiting.size);
    timer = waiting.size === 0 ? undefined : setTimeout(begin, seconds * 1000).unref();
    for (const go of [...waiting].slice(0, most)) go();
  };
  const turn = (signal: AbortSignal | null | undefined): Promise<void> =>
    new Promise((resolve) => {
      const go = (): void => {
        waiting.delete(go);
        signal?.removeEventListener('abort', go);
        resolve();
      };
      waiting.add(go);
      // Where it is aborted, the fetch itself says so.
      signal?.addEventListener('abort', go);
    });
  return {
    fetch: async (input, init) => {
      if (!isReleased) {
        timer ??= setTimeout(begin, seconds * 1000).unref();
        if (left > 0) left--;
        else await turn(init?.signal);
      }
      return fetch(input, init);
    },
    release: () => {
      isReleased = true;
      clearTimeout(timer);
      for (const go of waiting) go();
    },
  };
}
