import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pacedFetch } from './paced-fetch.ts';

describe('a paced fetch', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  const paced = () => {
    const sent: string[] = [];
    const made = pacedFetch(3, 2, async (input) => {
      sent.push(input as string);
      return new Response();
    });
    const ask = (from: number, count: number, signal?: AbortSignal) =>
      Array.from({ length: count }, (_, i) =>
        made.fetch(`${from + i}`, signal === undefined ? {} : { signal }),
      );
    return { sent, made, ask };
  };

  it('lets so many through in each period, those that waited together', async () => {
    const { sent, ask } = paced();
    void ask(0, 8);
    await vi.advanceTimersByTimeAsync(1999);
    expect(sent).toEqual(['0', '1', '2']);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toEqual(['0', '1', '2', '3', '4', '5']);
    await vi.advanceTimersByTimeAsync(2000);
    expect(sent).toHaveLength(8);
    // One more may begin in the period that has begun, and as many as ever after a pause.
    void ask(8, 2);
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toHaveLength(9);
    await vi.advanceTimersByTimeAsync(10_000);
    void ask(10, 4);
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toHaveLength(13);
    await vi.advanceTimersByTimeAsync(2000);
    expect(sent).toHaveLength(14);
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
