import type { TransferEvent } from '@foldwise/data';
import { formatBytes, formatDuration } from './number.ts';

/**
 * Says how a file comes along: "train.csv: 12.3 of 60.1 MB, 4.1 MB/s, about 12 s to go", and once it is whole "train.csv: 60.1 MB, 4.1
 * MB/s". Bytes that were there before do not count for the rate.
 *
 * @param now milliseconds.
 */
export function transferMeter(now: () => number): (event: TransferEvent) => string {
  let first: { readonly file: string; readonly bytes: number; readonly at: number } | undefined;
  return ({ file, bytes, total }) => {
    if (first?.file !== file || bytes < first.bytes) first = { file, bytes, at: now() };
    const seconds = (now() - first.at) / 1000;
    const rate = seconds < 0.2 ? undefined : (bytes - first.bytes) / seconds;
    const done = total === null || bytes === total ? formatBytes(bytes) : part(bytes, total);
    const left =
      rate === undefined || rate === 0 || total === null || bytes === total || seconds < 3
        ? ''
        : `, about ${formatDuration((total - bytes) / rate)} to go`;
    return `${file}: ${done}${rate === undefined ? '' : `, ${formatBytes(Math.round(rate))}/s`}${left}`;
  };
}

/** "12.3 of 60.1 MB", with one unit where both have the same. */
function part(bytes: number, total: number): string {
  const [done, all] = [formatBytes(bytes).split(' '), formatBytes(total).split(' ')];
  return done[1] === all[1] ? `${done[0]} of ${all.join(' ')}` : `${done.join(' ')} of ${all.join(' ')}`;
}
