import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pacedFetch } from './paced-fetch.ts';

describe('a paced fetch', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  const paced = () => {
    const sent: string[] = [];
    const made = pacedFetch(10, 3, async (input) => {
      sent.push(input as string);
      return new Response();
    });
    const ask = (from: number, count: number, signal?: AbortSignal) =>
      Array.from({ length: count }, (_, i) =>
        made.fetch(`${from + i}`, signal === undefined ? {} : { signal }),
      );
    return { sent, made, ask };
  };

  it('lets a few through at once, and so many a second after that', async () => {
    const { sent, ask } = paced();
    void ask(0, 8);
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toEqual(['0', '1', '2']);
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toEqual(['0', '1', '2', '3']);
    await vi.advanceTimersByTimeAsync(300);
    expect(sent).toHaveLength(7);
    await vi.advanceTimersByTimeAsync(10_000);
    // After a pause a few at once again.
    void ask(8, 4);
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toHaveLength(11);
  });

  it('lets all through once it is released, and what is aborted', async () => {
    const { sent, made, ask } = paced();
    const stop = new AbortController();
    void ask(0, 4);
    void ask(4, 1, stop.signal);
    stop.abort();
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toEqual(['0', '1', '2', '4']);
    made.release();
    void ask(5, 3);
    await vi.advanceTimersByTimeAsync(0);
    expect(sent.toSorted()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
  });
});
