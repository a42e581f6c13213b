import type { Comparison, PairedDifference } from '@foldwise/experiments';
import { bestRunOf } from '@foldwise/experiments';
import type { Output } from '../io.ts';
import { heading, metricWords } from './heading.ts';
import { count, formatScore, formatShare } from './number.ts';
import { formatParam } from './params.ts';
import { styleFor } from './style.ts';
import { renderTable } from './table.ts';

/** Runs as columns: scores, folds, the parameters that differ; then the paired differences. */
export function comparisonText(competition: string, comparison: Comparison, output: Output): string {
  const { runs, differing } = comparison;
  const { metric, goal } = runs[0]!;
  const best = comparison.differences.some(({ incomparable }) => incomparable !== undefined)
    ? undefined
    : bestRunOf(runs);
  const folds = Math.max(...runs.map(({ foldScores }) => foldScores.length));
  const rows = [
    ['score', ...runs.map(({ state, score }) => (state === 'complete' ? formatScore(score) : state))],
    ...(comparison.correctedScores === undefined
      ? []
      : [['less the luck of the choice', ...comparison.correctedScores.map((score) => formatScore(score))]]),
    ...(comparison.publicScores === undefined
      ? []
      : [['public score', ...comparison.publicScores.map((score) => formatScore(score))]]),
    ...Array.from({ length: folds }, (_, fold) => [
      `fold ${fold + 1}`,
      ...runs.map(({ foldScores }) => formatScore(foldScores[fold])),
    ]),
    ...Object.entries(differing).map(([name, values]) => [
      name,
      ...values.map((value) => formatParam(value ?? undefined)),
    ]),
  ];
  const style = styleFor(output);
  const columns = [
    { title: '' },
    ...runs.map(({ id }) => ({ title: id === best?.id ? `${id} *` : id, align: 'right' as const })),
  ];
  const table = renderTable(columns, rows, {
    width: output.columns,
    dress: (line, row) => (row < 0 ? style('dim', line) : row === 0 ? style('bold', line) : line),
  });
  const same = Object.keys(differing).length === 0 ? '\nno parameter differs\n' : '';
  const lines = comparison.differences.map(
    (difference) => `${differenceLine(runs[0]!.id, difference, output)}\n`,
  );
  return `${heading(output, competition, 'comparison', metricWords(metric, goal))}${table}${same}\n${lines.join('')}`;
}

function differenceLine(first: string, difference: PairedDifference, output: Output): string {
  const pair = `${first} − ${difference.run}`;
  const { incomparable, mean, sd, firstBetter, folds, ties = 0 } = difference;
  if (incomparable !== undefined) {
    return styleFor(output)('yellow', `${pair}: not comparable, ${incomparable}`);
  }
  const around = sd === undefined ? '' : ` ± ${formatScore(sd)}`;
  const tied = ties === 0 ? '' : `, tied in ${ties}`;
  const head = `${pair}: ${formatScore(mean)}${around} over ${count(folds!, 'fold')}, the first is better in ${firstBetter}${tied}`;
  return [head, ...byFolds(difference), ...byRows(difference)].join('\n  ');
}

function byFolds({ folds, confidence, interval, probability }: PairedDifference): readonly string[] {
  if (confidence === undefined || interval === undefined || probability === undefined) {
    return [`of ${count(folds ?? 0, 'fold')} nothing can be said of the difference`];
  }
  const { first, same, second } = probability;
  const within = same === 0 ? '' : `, as good as the same with ${same.toFixed(3)}`;
  return [
    `by folds: ${span(interval, confidence)}; the first is better with probability ${first.toFixed(3)}${within}, worse with ${second.toFixed(3)}`,
  ];
}

function byRows({ rows }: PairedDifference): readonly string[] {
  if (rows === undefined) return [];
  if (rows === null) return ['by rows: the metric says nothing of them'];
  const { difference, confidence, interval, firstBetter, resamples } = rows;
  const share = `the first is better in ${formatShare(firstBetter * resamples, resamples)} of ${count(resamples, 'draw')}`;
  return [`by rows: ${formatScore(difference)}, ${span(interval, confidence)}; ${share}`];
}

function span([low, high]: readonly [number, number], confidence: number): string {
  return `${Math.round(100 * confidence)} % between ${formatScore(low)} and ${formatScore(high)}`;
}
