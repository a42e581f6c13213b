import { type RunRow, usualScores } from '@foldwise/experiments';
import type { Output } from '../io.ts';
import { formatScore } from './number.ts';
import { sparkline } from './sparkline.ts';
import { styleFor } from './style.ts';

/** Fewer are seen from the table. */
const fewest = 4;

/**
 * How the search went that the best run is of: the scores of its complete trials in their order, as bars; far worse ones as low (or high) as the
 * worst that is not. Nothing where there was none.
 */
export function trialsLine(rows: readonly RunRow[], best: RunRow | undefined, output: Output): string {
  const scores = rows
    .filter(({ study, kind }) => study === best?.study && kind === 'sweep')
    .toSorted((a, b) => a.trial - b.trial)
    .flatMap(({ score }) => score ?? []);
  const usual = usualScores(scores, best?.goal ?? 'minimize');
  if (scores.length < fewest || usual === null) return '';
  const [least, most] = usual;
  const [name, range] = [`trials of ${best!.study}`, `${formatScore(least)} to ${formatScore(most)}`];
  const room = output.columns === undefined ? 60 : output.columns - name.length - range.length - 4;
  if (room < fewest) return '';
  const bars = sparkline(
    scores.map((score) => Math.min(most, Math.max(least, score))),
    Math.min(room, 60),
  );
  return `\n${styleFor(output)('dim', name)}  ${bars}  ${styleFor(output)('dim', range)}\n`;
}
