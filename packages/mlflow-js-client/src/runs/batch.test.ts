import { describe, expect, it } from 'vitest';
import { limits } from '../limits.ts';
import { splitBatch, type WireBatch } from './batch.ts';

const record = (count: number, value = 'x'): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, value]));
const metrics = (count: number): { key: string; value: number; step: number }[] =>
  Array.from({ length: count }, (_, step) => ({ key: 'auc', value: step / 7, step }));
const sizes = (batches: readonly WireBatch[]): readonly (readonly number[])[] =>
  batches.map(({ metrics: m, params, tags }) => [m.length, params.length, tags.length]);

describe('a batch', () => {
  it('is one request where it fits into the limits exactly', () => {
    expect(sizes(splitBatch({ metrics: metrics(800), params: record(100), tags: record(100) }, 1))).toEqual([
      [800, 100, 100],
    ]);
    expect(splitBatch({}, 1)).toEqual([]);
  });

  it('is cut at 1000 entries, 1000 metrics, 100 params and 100 tags', () => {
    expect(sizes(splitBatch({ metrics: metrics(801), params: record(100), tags: record(100) }, 1))).toEqual([
      [800, 100, 100],
      [1, 0, 0],
    ]);
    expect(sizes(splitBatch({ metrics: metrics(2001) }, 1))).toEqual([
      [1000, 0, 0],
      [1000, 0, 0],
      [1, 0, 0],
    ]);
    expect(sizes(splitBatch({ params: record(250) }, 1))).toEqual([
      [0, 100, 0],
      [0, 100, 0],
      [0, 50, 0],
    ]);
    expect(sizes(splitBatch({ tags: record(101) }, 1))).toEqual([
      [0, 0, 100],
      [0, 0, 1],
    ]);
  });

  it('is cut at a million bytes, and loses nothing', () => {
    // Two bytes a character: 100 × 6000 × 2 = 1.2 million.
    const params = record(100, 'é'.repeat(6000));
    const batches = splitBatch({ params, tags: { a: 'b' } }, 1);
    expect(batches.length).toBe(2);
    for (const batch of batches) {
      const bytes = Buffer.byteLength(JSON.stringify({ run_id: 'r'.repeat(32), ...batch }));
      expect(bytes).toBeLessThanOrEqual(limits.bytesPerBatch);
    }
    expect(batches.flatMap((batch) => batch.params)).toEqual(
      Object.entries(params).map(([key, value]) => ({ key, value })),
    );
  });

  it('says numbers as the server reads them, with a time and a step', () => {
    const values = [1.5, NaN, Infinity, -Infinity];
    const [batch] = splitBatch(
      {
        metrics: values.map((value, step) => ({ key: 'a', value, step, timestamp: step })),
        params: { rate: 1e-3, on: true },
      },
      7,
    );
    expect(JSON.parse(JSON.stringify(batch))).toEqual({
      metrics: [1.5, 'NaN', 'Infinity', '-Infinity'].map((value, i) => ({
        key: 'a',
        value,
        timestamp: i,
        step: i,
      })),
      params: [
        { key: 'rate', value: '0.001' },
        { key: 'on', value: 'true' },
      ],
      tags: [],
    });
    expect(splitBatch({ metrics: [{ key: 'a', value: 1 }] }, 7)[0]!.metrics).toEqual([
      { key: 'a', value: 1, timestamp: 7, step: 0 },
    ]);
  });

  it.each([
    [
      { params: { a: 'x'.repeat(6001) } },
      /the value of the param "a": expected at most 6000 characters, got 6001/,
    ],
    [
      { tags: { a: 'x'.repeat(8001) } },
      /the value of the tag "a": expected at most 8000 characters, got 8001/,
    ],
    [
      { metrics: [{ key: 'map@3', value: 1 }] },
      /metric: expected a name .* got "map@3": it contains "@" — escapeName/,
    ],
    [
      { metrics: [{ key: 'a', value: null as unknown as number }] },
      /the metric "a": expected a number as value, got null/,
    ],
    [
      { metrics: [{ key: 'a', value: 1, timestamp: 1.5 }] },
      /expected whole milliseconds as timestamp, got 1.5/,
    ],
    [
      { metrics: [{ key: 'a', value: 1, timestamp: -1 }] },
      /expected whole milliseconds as timestamp, got -1/,
    ],
    [{ metrics: [{ key: 'a', value: 1, step: 0.5 }] }, /expected a whole number as step, got 0.5/],
    [{ tags: { a: 7 as unknown as string } }, /the tag "a": expected text, got number/],
  ])('refuses what the server would refuse, cut or misread: %#', (batch, message) => {
    expect(() => splitBatch(batch, 1)).toThrow(message);
  });

  it('counts characters as Python does', () => {
    expect(splitBatch({ params: { a: '😀'.repeat(6000) } }, 1)).toHaveLength(1);
  });
});
