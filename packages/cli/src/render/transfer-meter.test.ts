import { expect, test } from 'vitest';
import { transferMeter } from './transfer-meter.ts';

test('the meter says what has come, how fast, and what is left', () => {
  let now = 0;
  const meter = transferMeter(() => now);
  const said = (
    milliseconds: number,
    bytes: number,
    total: number | null = 60_100_000,
    file = 'train.csv',
  ) => {
    now = milliseconds;
    return meter({ type: 'transfer', file, bytes, total });
  };
  expect(said(0, 20_000_000)).toBe('train.csv: 20.0 of 60.1 MB');
  expect(said(1000, 24_000_000)).toBe('train.csv: 24.0 of 60.1 MB, 4.0 MB/s');
  expect(said(5000, 40_000_000)).toBe('train.csv: 40.0 of 60.1 MB, 4.0 MB/s, about 5.0 s to go');
  expect(said(10_000, 60_100_000)).toBe('train.csv: 60.1 MB, 4.0 MB/s');
  // A file that begins anew, another file, and one of unknown size.
  expect(said(11_000, 900)).toBe('train.csv: 900 B of 60.1 MB');
  expect(said(12_000, 0, 500, 'test.csv')).toBe('test.csv: 0 of 500 B');
  expect(said(13_000, 2_000_000, null, 'more.zip')).toBe('more.zip: 2.0 MB');
});
