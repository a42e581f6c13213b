import type { ColumnSummary, DataSummary } from '../facts/summarise-data.ts';
import type { Output } from '../io.ts';
import { heading } from './heading.ts';
import { count, formatNumber, formatShare, groupThousands } from './number.ts';
import { styleFor } from './style.ts';
import { renderTable } from './table.ts';

/** What the files are, column by column, then target, folds and what the submission holds. */
export function dataText(summary: DataSummary, output: Output): string {
  const style = styleFor(output);
  const { trainRows, testRows, targets, folds } = summary;
  const facts: readonly (readonly [string, string])[] = [
    ...targets.map((target) => ['target', `${target.name}: ${valuesOf(target, trainRows)}`] as const),
    ['folds', `${foldWords(folds)} by ${summary.splitter} (${summary.foldsHash.slice(0, 8)})`],
    [
      'submission',
      `${submissionWords(summary.submission)}: ${count(testRows, 'row')}, the ids of the test rows`,
    ],
    ...summary.notes.map((note) => ['note', note] as const),
    ...unseen(summary.columns),
  ];
  const rows = `${count(trainRows, 'row')} to train on, ${groupThousands(String(testRows))} to predict`;
  return `${heading(output, summary.competition, 'data', rows)}${filesText(summary, output)}
${columnsText(summary, output)}
${facts.map(([label, text]) => `${style('dim', label.padEnd(10))}  ${text}\n`).join('')}`;
}

function submissionWords(columns: readonly string[]): string {
  return columns.length <= 6 ? columns.join(', ') : `${columns[0]} and ${columns.length - 1} columns`;
}

function filesText({ files }: DataSummary, output: Output): string {
  const style = styleFor(output);
  return renderTable(
    [{ title: 'file' }, { title: 'size', align: 'right' }, { title: 'sha256' }],
    files.map(({ path, bytes, sha256 }) => [path, size(bytes), sha256.slice(0, 16)]),
    { width: output.columns, dress: (line, row) => (row < 0 ? style('dim', line) : line) },
  );
}

function columnsText({ columns, trainRows, testRows }: DataSummary, output: Output): string {
  const style = styleFor(output);
  return renderTable(
    [
      { title: 'column' },
      { title: 'kind' },
      { title: 'missing', align: 'right' },
      { title: 'in test', align: 'right' },
      { title: 'distinct', align: 'right' },
      { title: 'values' },
    ],
    columns.map((column) => [
      column.name,
      column.kind,
      formatShare(column.missing, trainRows),
      formatShare(column.missingInTest, testRows),
      groupThousands(String(column.distinct)),
      valuesOf(column, trainRows),
    ]),
    { width: output.columns, dress: (line, row) => (row < 0 ? style('dim', line) : line) },
  );
}

/** "0.42 to 80, median 28", or "male 65 %, female 35 %". */
function valuesOf({ range, levels, distinct }: ColumnSummary, rows: number): string {
  if (range !== undefined) {
    const [least, median, largest] = range.map((value) => formatNumber(value));
    return `${least} to ${largest}, median ${median}`;
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
            `${name}: ${count(onlyInTest.length, 'level')} only in test (${onlyInTest.slice(0, 3).join(', ')}${onlyInTest.length > 3 ? ', …' : ''})`,
          ] as const,
        ],
  );
}

function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
