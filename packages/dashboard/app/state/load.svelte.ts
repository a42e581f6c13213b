import { untrack } from 'svelte';
import type { Problem } from '../../src/api/problem.ts';
import { live } from './live.svelte.ts';

/** Something of the server, as far as it is here. */
export interface Loaded<T> {
  readonly data: T | undefined;
  readonly problem: Problem | undefined;
}

/** Between two questions for the same, so many times as long as the last answer took, at least this. */
const REST = { times: 3, milliseconds: 300 };

/**
 * What the server answers to an address, asked for again when the address or the competition changes. What was there stays until the new
 * answer has come, and one answer is awaited before the next question: changes that come faster than answers do not starve the page. To be
 * called while a component is made.
 *
 * @param address undefined for nothing.
 * @param slug the competition whose changes count; undefined for all, `''` for none.
 */
export function load<T>(address: () => string | undefined, slug: () => string | undefined): Loaded<T> {
  let data = $state.raw<T>();
  let problem = $state.raw<Problem>();
  let current: { readonly url: string; readonly ask: () => void } | undefined;

  // Two effects, so that a change of the competition does not begin anew what an address began.
  const wanted = $derived(address());
  $effect(() => {
    const url = wanted;
    live.of(slug());
    if (url === current?.url) current?.ask();
  });
  $effect(() => {
    const url = wanted;
    if (url === undefined) return undefined;
    untrack(() => ([data, problem] = [undefined, undefined]));
    const control = new AbortController();
    const ask = paced(async () => {
      try {
        const answer = await askServer(url, control.signal);
        if (!control.signal.aborted)
          [data, problem] = 'problem' in answer ? [data, answer.problem] : [answer.data as T, undefined];
      } catch (error) {
        // Another address has taken its place.
        if (!control.signal.aborted) throw error;
      }
    });
    current = { url, ask };
    ask();
    return () => {
      control.abort();
      current = undefined;
    };
  });
  return {
    get data() {
      return data;
    },
    get problem() {
      return problem;
    },
  };
}

/** Does something at once, or once more as soon as it is done and has rested. */
function paced(act: () => Promise<void>): () => void {
  let isBusy = false;
  let isWanted = false;
  const run = async (): Promise<void> => {
    isBusy = true;
    isWanted = false;
    const start = performance.now();
    await act();
    const rest = Math.max(REST.milliseconds, REST.times * (performance.now() - start));
    setTimeout(() => {
      isBusy = false;
      if (isWanted) void run();
    }, rest);
  };
  return () => {
    if (isBusy) isWanted = true;
    else void run();
  };
}

/** Asks the server once. */
export async function askServer(
  url: string,
  signal: AbortSignal,
): Promise<{ readonly data: unknown } | { readonly problem: Problem }> {
  try {
    const answer = await fetch(url, { signal, cache: 'no-cache' });
    const json = (await answer.json()) as unknown;
    return answer.ok ? { data: json } : { problem: json as Problem };
  } catch (error) {
    if (signal.aborted) throw error;
    return {
      problem: {
        problem: 'the server does not answer',
        hint: 'start it again: foldwise ui; this page goes on by itself',
      },
    };
  }
}
