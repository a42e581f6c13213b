import type { Comparison, PairedDifference, RunRow } from '@foldwise/experiments';
import { bestRunOf } from '@foldwise/experiments';
import type { Output } from '../io.ts';
import { heading, metricWords } from './heading.ts';
import { differingLeaves } from './differing-leaves.ts';
import { intervalLine, scaleLine, scaleOf } from './interval-line.ts';
import { count, formatDigits, formatScore, formatShare } from './number.ts';
import { formatParam } from './params.ts';
import { styleFor } from './style.ts';
import { renderTable } from './table.ts';
import { wrapped } from './wrap.ts';

/** The narrowest that a run's column may be: its id is cut to that, its numbers are not. */
const narrowest = 12;
/** How long the name of a line may be before it is cut, where runs need the room. */
const longestLabel = 18;

/** Runs as columns: scores, folds, the parameters that differ; then the paired differences. */
export function comparisonText(competition: string, comparison: Comparison, output: Output): string {
  const { runs } = comparison;
  const { metric, goal } = runs[0]!;
  const lines = linesOf(comparison);
  const tables = blocksOf(runs.length, lines, output.columns).map((shown) =>
    tableOf(comparison, lines, shown, output),
  );
  const same = differingLeaves(comparison.differing).length === 0 ? '\nno parameter differs\n' : '';
  const sentences = comparison.differences.map(
    (difference) => `${differenceLine(runs[0]!.id, difference, output)}\n`,
  );
  const head = heading(output, competition, 'comparison', metricWords(metric, goal));
  return `${head}${tables.join('\n')}${same}${drawnDifferences(comparison, output)}\n${sentences.join('')}`;
}

type Line = readonly [label: string, cells: readonly string[]];

/** The lines of the table, a cell for each run. */
function linesOf(comparison: Comparison): readonly Line[] {
  const { runs, correctedScores, publicScores } = comparison;
  const folds = Math.max(...runs.map(({ foldScores }) => foldScores.length));
  return [
    ['score', runs.map(({ state, score }) => (state === 'complete' ? formatScore(score) : state))],
    ...(correctedScores === undefined
      ? []
      : [['less the luck of the choice', correctedScores.map((score) => formatScore(score))] as const]),
    ...(publicScores === undefined
      ? []
      : [['public score', publicScores.map((score) => formatScore(score))] as const]),
    ...Array.from(
      { length: folds },
      (_, fold) => [`fold ${fold + 1}`, runs.map(({ foldScores }) => formatScore(foldScores[fold]))] as const,
    ),
    ...differingLeaves(comparison.differing).map(
      ([name, values]) => [name, values.map((value) => formatParam(value))] as const,
    ),
  ];
}

/** Which runs stand in a table: all, or as many as there is room for, each time beside the first. */
function blocksOf(
  runs: number,
  lines: readonly Line[],
  width: number | undefined,
): readonly (readonly number[])[] {
  const others = Array.from({ length: runs - 1 }, (_, i) => i + 1);
  const label = Math.min(longestLabel, Math.max(...lines.map(([text]) => text.length)));
  const most = width === undefined ? runs : Math.floor((width - label) / (narrowest + 2));
  const each = Math.max(1, most - 1);
  return Array.from({ length: Math.ceil(others.length / each) }, (_, i) => [
    0,
    ...others.slice(i * each, (i + 1) * each),
  ]);
}

/** The best is marked *, what is not comparable with the first !. */
function tableOf(
  { runs, differences }: Comparison,
  lines: readonly Line[],
  shown: readonly number[],
  output: Output,
): string {
  const isOdd = (run: number): boolean => run > 0 && differences[run - 1]!.incomparable !== undefined;
  const best = differences.some(({ incomparable }) => incomparable !== undefined)
    ? undefined
    : bestRunOf(runs);
  const style = styleFor(output);
  const columns = [
    { title: '', keepsEnd: true },
    ...shown.map((run) => {
      const { id } = runs[run]!;
      const mark = id === best?.id ? '* ' : isOdd(run) ? '! ' : '';
      return { title: mark + id, align: 'right' as const, keepsEnd: true };
    }),
  ];
  const cells = lines
    .map(([label, values]) => [label, ...shown.map((run) => values[run]!)])
    .filter(([, ...values]) => values.some((value) => value !== '–'));
  return renderTable(columns, cells, {
    width: output.columns,
    dress: (line, row) => (row < 0 ? style('dim', line) : row === 0 ? style('bold', line) : line),
  });
}

/** The differences as marks on one scale, so that they compare; nothing where there are none. */
function drawnDifferences({ runs, differences }: Comparison, output: Output): string {
  const [first, ...others] = runs as readonly [RunRow, ...RunRow[]];
  const lines = others.flatMap((other, i) => {
    const { incomparable, mean, interval } = differences[i]!;
    if (incomparable !== undefined) return [];
    const folds = first.foldScores.map((score, fold) => {
      const than = other.foldScores[fold] ?? null;
      return score === null || than === null ? null : score - than;
    });
    return [{ id: other.id, folds, mean, interval }];
  });
  if (!lines.some(({ folds }) => folds.length > 1)) return '';
  const label = Math.max(...lines.map(({ id }) => id.length));
  const room = output.columns === undefined ? 48 : output.columns - 4 - Math.min(label, 24);
  const scale = scaleOf(lines, Math.max(16, Math.min(64, room)), 0);
  const style = styleFor(output);
  const rows = [
    ...lines.map((line) => [line.id, intervalLine(line, scale, 0)]),
    ['', scaleLine(scale, (value) => formatDigits(value, 3), 0)],
  ];
  const legend = wrapped(
    `${first.id} less the other: • a fold, ◆ their mean, ├┤ its interval`,
    output.columns,
    2,
  );
  const table = renderTable(
    [
      { title: '', keepsEnd: true },
      { title: '', whole: true },
    ],
    rows,
    {
      width: output.columns === undefined ? undefined : output.columns - 2,
      indent: '  ',
    },
  );
  return `\n${style('dim', legend)}\n${table.slice(table.indexOf('\n') + 1)}`;
}

function differenceLine(first: string, difference: PairedDifference, output: Output): string {
  const pair = `${first} − ${difference.run}`;
  const { incomparable, mean, sd, firstBetter, folds, ties = 0 } = difference;
  if (incomparable !== undefined) {
    return styleFor(output)('yellow', wrapped(`${pair}: not comparable, ${incomparable}`, output.columns, 2));
  }
  const around = sd === undefined ? '' : ` ± ${formatScore(sd)}`;
  const tied = ties === 0 ? '' : `, tied in ${ties}`;
  const head = `${pair}: ${formatScore(mean)}${around} over ${count(folds!, 'fold')}, the first is better in ${firstBetter}${tied}`;
  return [
    wrapped(head, output.columns, 2),
    ...[...byFolds(difference), ...byRows(difference)].map((line) => wrapped(`  ${line}`, output.columns, 4)),
  ].join('\n');
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
