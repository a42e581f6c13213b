import { setTimeout as sleep } from 'node:timers/promises';
import { FoldwiseError } from '@foldwise/core/base';

/** What may go well when it is tried again; `error` is what to throw when it is not. */
export class Temporary extends Error {
  readonly error: FoldwiseError;
  /** The status of the answer, where there was one. */
  readonly status: number | undefined;
  /** How long the server asks to wait. */
  readonly afterSeconds: number | undefined;

  constructor(error: FoldwiseError, status?: number, afterSeconds?: number) {
    super(error.message);
    this.error = error;
    this.status = status;
    this.afterSeconds = afterSeconds;
  }
}

export interface Patience {
  /** Failures in a row after which it is given up. */
  readonly attempts: number;
  /** Seconds before the second attempt; doubled before each further one, up to a minute. */
  readonly backoffSeconds: number;
  readonly signal?: AbortSignal;
  readonly onNote?: (message: string) => void;
  /** A number that grows where there is progress: failures after some are counted anew. */
  readonly progress?: () => number;
}

const longestBackoffSeconds = 60;
/** A server that asks to wait longer than this is not waited for. */
const longestWaitSeconds = 300;

/** An error where the user asked for an end. */
export function checkStopped(signal: AbortSignal | undefined): void {
  if (signal?.aborted !== true) return;
  throw new FoldwiseError('stopped before the end', {
    code: 'aborted',
    hint: 'run the same command again to go on',
    cause: signal.reason,
  });
}

/** Waits, or ends at once with the error of `checkStopped`. */
export async function pause(seconds: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(1000 * seconds, undefined, { ...(signal !== undefined && { signal }) }).catch(() => {});
  checkStopped(signal);
}

/** Tries until it goes well: what is `Temporary` again, after as long as the server asks for, else after ever longer pauses. */
export async function patiently<T>(attempt: () => Promise<T>, patience: Patience): Promise<T> {
  const { attempts, backoffSeconds, signal, onNote, progress } = patience;
  for (let failures = 1, before = progress?.() ?? 0; ; failures++) {
    checkStopped(signal);
    try {
      return await attempt();
    } catch (error) {
      checkStopped(signal);
      if (!(error instanceof Temporary)) throw error;
      const now = progress?.() ?? 0;
      if (now > before) failures = 1;
      before = now;
      const seconds =
        error.afterSeconds ?? Math.min(longestBackoffSeconds, backoffSeconds * 2 ** (failures - 1));
      if (failures >= attempts || seconds > longestWaitSeconds) throw error.error;
      onNote?.(`trying again in ${Math.ceil(seconds)} s: ${reasonOf(error.error)}`);
      await pause(seconds, signal);
    }
  }
}

/** The message without the hint, which is for when it is given up. */
function reasonOf(error: FoldwiseError): string {
  return error.hint === undefined ? error.message : error.message.replace(` — ${error.hint}`, '');
}
