import type { ColumnScore } from '@foldwise/data';
import type { ColumnSummary, DataSummary } from '../facts/summarise-data.ts';
import { count, formatNumber, formatShare, groupThousands } from './number.ts';

/** What is said of the data as a whole, in the terminal and on the page: a label and a sentence each. */
export function dataFacts(summary: DataSummary): readonly (readonly [label: string, text: string])[] {
  const { trainRows, testRows, targets, folds } = summary;
  return [
    ...targets.map((target) => ['target', `${target.name}: ${valuesOf(target, trainRows)}`] as const),
    ['folds', `${foldWords(folds)} by ${summary.splitter} (${summary.foldsHash.slice(0, 8)})`],
    [
      'submission',
      `${submissionWords(summary.submission)}: ${count(testRows, 'row')}, the ids of the test rows`,
    ],
    ['missing', missingWords(summary)],
    ['duplicates', duplicateWords(summary)],
    ['order', orderWords(summary)],
    ['test rows', adversarialWords(summary)],
    ...(summary.sampled < trainRows
      ? ([
          [
            'sample',
            `columns were scored on ${count(summary.sampled, 'training row')}, drawn by a fixed seed; all else is counted on all rows`,
          ],
        ] as const)
      : []),
    ...summary.notes.map((note) => ['note', note] as const),
    ...unseen(summary.columns),
  ];
}

function submissionWords(columns: readonly string[]): string {
  return columns.length <= 6 ? columns.join(', ') : `${columns[0]} and ${columns.length - 1} columns`;
}

function missingWords({ columns, missing, trainRows }: DataSummary): string {
  const gappy = columns.filter((column) => column.missing > 0).length;
  if (gappy === 0) return 'no cell';
  const complete = missing.patterns.find((pattern) => pattern.columns.length === 0)?.rows ?? 0;
  const together = missing.together.map(
    (group) => `${listed(group.columns)} together (${count(group.rows, 'row')})`,
  );
  const patterns = `cells of ${count(gappy, 'column')}, ${count(missing.different, 'pattern')}; ${formatShare(complete, trainRows)} of the rows are complete`;
  return together.length === 0 ? patterns : `${patterns}; ${together.join(', ')}`;
}

function duplicateWords({ duplicates: found, trainRows, testRows }: DataSummary): string {
  const byChance =
    found.byChance >= 1 ? `, ${count(Math.round(found.byChance), 'row')} expected by chance` : '';
  return `${share(found.inTrain, trainRows, 'training row')} like an earlier one (${groupThousands(String(found.withTarget))} with its target, ${groupThousands(String(found.conflicting))} conflicting)${byChance}; ${share(found.inTest, testRows, 'test row')} like a training row`;
}

function share(rows: number, all: number, noun: string): string {
  return rows === 0 ? `no ${noun}` : `${count(rows, noun)} (${formatShare(rows, all)})`;
}

function orderWords({ order }: DataSummary): string {
  const parts = [
    `the row number tells the target with ${scoreWords(order.byRow)}`,
    `${order.neighbours.name} ${formatNumber(order.neighbours.value, 2)}`,
    ...(order.byId === undefined ? [] : [`the id with ${scoreWords(order.byId)}`]),
    ...(order.testById === undefined ? [] : [`the id tells test rows with ${scoreWords(order.testById)}`]),
  ];
  return parts.join(', ');
}

function adversarialWords({ adversarial: { auc, chance, sampled } }: DataSummary): string {
  if (Number.isNaN(auc)) return 'too few rows or columns to tell whether they are like the training rows';
  return `a network tells them from training rows with AUC ${auc.toFixed(3)} (chance explains up to ${chance.toFixed(3)}; ${groupThousands(String(sampled[0]))} and ${count(sampled[1], 'row')})`;
}

/** "AUC 0.766"; "too few rows" where there is none. */
function scoreWords({ name, value }: ColumnScore): string {
  return Number.isNaN(value) ? `${name} – (too few rows)` : `${name} ${shownScore(value)}`;
}

/** A score in a table: three decimals, chance and below it as they are, a dash where there is none. */
export function shownScore(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '–';
  return Math.max(0, value).toFixed(3);
}

/** "0.42 to 80, median 28", or "male 65 %, female 35 %". */
export function valuesOf(
  { kind, range, levels, distinct }: Pick<ColumnSummary, 'kind' | 'range' | 'levels' | 'distinct'>,
  rows: number,
): string {
  if (range !== undefined) {
    const [least, median, largest] = range.map((value) => formatNumber(value));
    return `${least} to ${largest}${kind === 'text' ? ' characters' : ''}, median ${median}`;
  }
  if (levels === undefined) return '';
  const shown = levels.map((entry) => `${entry.level} ${formatShare(entry.rows, rows)}`).join(', ');
  return distinct > levels.length ? `${shown}, …` : shown;
}

/** "713", or "712 to 713". */
function span(sizes: readonly number[]): string {
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const low = groupThousands(String(least));
  return least === most ? low : `${low} to ${groupThousands(String(most))}`;
}

function foldWords(folds: DataSummary['folds']): string {
  const train = span(folds.map((fold) => fold.train));
  const validation = span(folds.map((fold) => fold.validation));
  return `${count(folds.length, 'fold')}, each ${train} rows to train on and ${validation} to score`;
}

function unseen(columns: readonly ColumnSummary[]): readonly (readonly [string, string])[] {
  return columns.flatMap(({ name, onlyInTest }) =>
    onlyInTest === undefined
      ? []
      : [
          [
            'note',
            `${name}: ${count(onlyInTest.length, 'level')} only in test (${listed(onlyInTest)})`,
          ] as const,
        ],
  );
}

function listed(names: readonly string[], most = 3): string {
  return `${names.slice(0, most).join(', ')}${names.length > most ? ', …' : ''}`;
}
