/** How often and how patiently a request is repeated. */
export interface RetryOptions {
  /** Repetitions after the first try; 5 unless given, as in MLflow's Python client it is 7. 0 repeats nothing. */
  readonly retries?: number;
  /** The wait before the first repetition, doubled for each further one; 0.5 unless given. */
  readonly firstDelaySeconds?: number;
  /** No wait is longer, not even one that the server asks for; 30 unless given. */
  readonly longestDelaySeconds?: number;
}

/** {@link RetryOptions} with nothing left open. */
export type RetryPolicy = Required<RetryOptions>;

/** Fills in the defaults. */
export function retryPolicy(options: RetryOptions = {}): RetryPolicy {
  return { retries: 5, firstDelaySeconds: 0.5, longestDelaySeconds: 30, ...options };
}

/** Statuses that say "not now": MLflow's Python client repeats the same ones. */
const passing = new Set([408, 429, 500, 502, 503, 504]);

/** Statuses that say that nothing was done, so that even what must not happen twice may be repeated. */
const untouched = new Set([429, 503]);

/** Whether an answer of this status is worth asking again. */
export function isPassing(status: number, isRepeatable: boolean): boolean {
  return (isRepeatable ? passing : untouched).has(status);
}

/**
 * The wait before repetition `attempt` (from 0), in seconds: d = min(longest, first·2ᵃ), of which half is certain and half is drawn,
 * d/2 + u·d/2, so that many clients that failed together do not come back together. What the server asked for in `Retry-After` is
 * waited for instead where it is longer.
 */
export function delayBefore(
  attempt: number,
  policy: RetryPolicy,
  draw: number,
  askedSeconds: number | undefined,
): number {
  const doubled = Math.min(policy.longestDelaySeconds, policy.firstDelaySeconds * 2 ** attempt);
  const drawn = doubled / 2 + (draw * doubled) / 2;
  return Math.min(policy.longestDelaySeconds, Math.max(drawn, askedSeconds ?? 0));
}

/** The seconds of a `Retry-After` header, which holds seconds or a date; nothing where it is neither. */
export function secondsAsked(header: string | null, nowMilliseconds: number): number | undefined {
  if (header === null) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, (at - nowMilliseconds) / 1000);
}
