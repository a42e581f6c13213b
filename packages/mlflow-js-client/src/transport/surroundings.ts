/** The outside world, which tests replace. */
export interface Surroundings {
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds since 1970: the time of a metric that is given none, and what a `Retry-After` date is compared with. */
  readonly now: () => number;
  /** From 0 to below 1, for the spread of waits between repetitions; nothing else depends on it. */
  readonly random: () => number;
  /** Resolves after so many seconds, or rejects when the signal is aborted. */
  readonly sleep: (seconds: number, signal: AbortSignal | undefined) => Promise<void>;
}

function sleep(seconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(new Error('aborted'));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, seconds * 1000);
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted === true) stop();
  });
}

/** The real one, with what is given in its place. */
export function surroundings(given: Partial<Surroundings> = {}): Surroundings {
  return {
    fetch: (...args) => globalThis.fetch(...args),
    now: () => Date.now(),
    random: () => Math.random(),
    sleep,
    ...given,
  };
}
