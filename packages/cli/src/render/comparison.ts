import type { Comparison, PairedDifference } from '../facts/compare-runs.ts';
import type { Output } from '../io.ts';
import { heading, metricWords } from './heading.ts';
import { formatScore } from './number.ts';
import { formatParam } from './params.ts';
import { bestOf } from '../facts/rank.ts';
import { styleFor } from './style.ts';
import { renderTable } from './table.ts';

/** Runs as columns: scores, folds, the parameters that differ; then the paired differences. */
export function comparisonText(competition: string, comparison: Comparison, output: Output): string {
  const { runs, differing } = comparison;
  const { metric, goal } = runs[0]!;
  const best = comparison.differences.some(({ incomparable }) => incomparable !== undefined)
    ? undefined
    : bestOf(runs);
  const folds = Math.max(...runs.map(({ foldScores }) => foldScores.length));
  const rows = [
    ['score', ...runs.map(({ state, score }) => (state === 'complete' ? formatScore(score) : state))],
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
  if (difference.incomparable !== undefined) {
    return styleFor(output)('yellow', `${pair}: not comparable, ${difference.incomparable}`);
  }
  const { mean, sd, firstBetter, folds } = difference;
  const around = sd === undefined ? '' : ` ± ${formatScore(sd)}`;
  return `${pair}: ${formatScore(mean)}${around} over ${folds} folds, the first is better in ${firstBetter}`;
}
