/** Ends what has been silent for too long. */
export interface Watchdog {
  /** Aborted once nothing was heard for so long. */
  readonly signal: AbortSignal;
  /** Something was heard. */
  feed(): void;
  /** Nothing more is expected. */
  stop(): void;
}

/** A watchdog that barks after so many seconds without being fed. */
export function watchdog(seconds: number): Watchdog {
  const controller = new AbortController();
  const bark = (): void => controller.abort(new Error(`nothing came for ${seconds} s`));
  let timer = setTimeout(bark, 1000 * seconds);
  return {
    signal: controller.signal,
    feed: () => {
      clearTimeout(timer);
      timer = setTimeout(bark, 1000 * seconds);
    },
    stop: () => clearTimeout(timer),
  };
}
