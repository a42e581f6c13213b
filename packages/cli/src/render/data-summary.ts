import type { Finding, Severity } from '@foldwise/data';
import type { DataSummary } from '../facts/summarise-data.ts';
import type { Output } from '../io.ts';
import { bars } from './bars.ts';
import { dataFacts, shownScore, valuesOf } from './data-facts.ts';
import { heading } from './heading.ts';
import { count, formatBytes, formatShare, groupThousands } from './number.ts';
import { styleFor } from './style.ts';
import { renderTable } from './table.ts';
import { wrap } from './wrap.ts';

/** What the files are, column by column, then what is said of them as a whole, then what the audit found. */
export function dataText(summary: DataSummary, output: Output): string {
  const style = styleFor(output);
  const { trainRows, testRows } = summary;
  const rows = `${count(trainRows, 'row')} to train on, ${groupThousands(String(testRows))} to predict`;
  const facts = dataFacts(summary).map(([label, text]) => `${style('dim', label.padEnd(10))}  ${text}\n`);
  return `${heading(output, summary.competition, 'data', rows)}${filesText(summary, output)}
${columnsText(summary, output)}
${facts.join('')}
${findingsText(summary.findings, output)}`;
}

function filesText({ files }: DataSummary, output: Output): string {
  const style = styleFor(output);
  return renderTable(
    [{ title: 'file' }, { title: 'size', align: 'right' }, { title: 'sha256' }],
    files.map(({ path, bytes, sha256 }) => [path, formatBytes(bytes), sha256.slice(0, 16)]),
    { width: output.columns, dress: (line, row) => (row < 0 ? style('dim', line) : line) },
  );
}

function columnsText({ columns, trainRows, testRows }: DataSummary, output: Output): string {
  const style = styleFor(output);
  const score = columns.find(({ target }) => target !== undefined)?.target?.name ?? 'score';
  return renderTable(
    [
      { title: 'column' },
      { title: 'kind' },
      { title: 'missing', align: 'right' },
      { title: 'in test', align: 'right' },
      { title: 'distinct', align: 'right' },
      { title: `${score} of target`, align: 'right' },
      { title: 'AUC of test', align: 'right' },
      { title: 'distribution' },
      { title: 'values' },
    ],
    columns.map((column) => [
      column.name,
      column.kind,
      formatShare(column.missing, trainRows),
      formatShare(column.missingInTest, testRows),
      groupThousands(String(column.distinct)),
      shownScore(column.target?.value),
      shownScore(column.test?.value),
      column.histogram === undefined
        ? bars(column.levels?.map(({ rows }) => rows) ?? [])
        : bars(column.histogram.train),
      valuesOf(column, trainRows),
    ]),
    { width: output.columns, dress: (line, row) => (row < 0 ? style('dim', line) : line) },
  );
}

const colours = { leak: ['bold', 'red'], warning: 'yellow', note: 'dim' } as const;
const widest: Severity = 'warning';

/** A finding in a line or more, with what to do under it. */
function findingsText(findings: readonly Finding[], output: Output): string {
  const style = styleFor(output);
  if (findings.length === 0) return `${style('green', 'nothing found that speaks against these folds')}\n`;
  const indent = ' '.repeat(widest.length + 2);
  const room = Math.max(40, (output.columns ?? 120) - indent.length);
  return findings
    .map(({ severity, evidence, advice }) => {
      const [first, ...more] = [...wrap(evidence, room), ...wrap(`→ ${advice}`, room)];
      const head = `${style(colours[severity], severity)}${' '.repeat(indent.length - severity.length)}${first}\n`;
      return head + more.map((line) => `${indent}${line}\n`).join('');
    })
    .join('');
}
