import type { ColumnScore, Finding } from '@foldwise/data';
import { escape, svgBars } from '@foldwise/plot';
import type { ColumnSummary, DataSummary } from '../facts/summarise-data.ts';
import { dataFacts, shownScore, valuesOf } from './data-facts.ts';
import { dataPageStyle } from './data-page-style.ts';
import { filesTable } from './files-table.ts';
import { factList, htmlPage } from './html-page.ts';
import { count, formatShare, groupThousands } from './number.ts';

/** More columns than this are shown by how much they tell, the rest is left to the terminal. */
const mostColumns = 300;

/** What a competition's data is, as one HTML file that needs no other. */
export function dataPage(summary: DataSummary): string {
  const { competition, trainRows, testRows, columns, findings } = summary;
  const body = `<h1>${escape(competition)}</h1>
<p class="lead">${count(trainRows, 'row')} to train on, ${groupThousands(String(testRows))} to predict, ${count(columns.length, 'column')}</p>
<h2>Findings</h2>
${findings.length === 0 ? '<p>Nothing found that speaks against these folds.</p>' : findings.map(findingOf).join('\n')}
<h2>The whole</h2>
${factList(dataFacts(summary))}
<h2>Columns</h2>
${columnsOf(summary)}
${patternsOf(summary)}
<h2>Files</h2>
${filesTable(summary.files)}`;
  return htmlPage({ title: `${competition}: data`, style: dataPageStyle, body });
}

function findingOf({ severity, evidence, advice }: Finding): string {
  return `<div class="finding ${severity}"><p><b>${severity}</b> ${escape(evidence)}</p><p>${escape(advice)}</p></div>`;
}

function columnsOf(summary: DataSummary): string {
  const { columns, trainRows, testRows, targets } = summary;
  const told = (column: ColumnSummary) => column.target?.value ?? -1;
  const shown =
    columns.length <= mostColumns
      ? columns
      : columns.toSorted((a, b) => told(b) - told(a)).slice(0, mostColumns);
  const more =
    shown.length < columns.length
      ? `<p class="legend">The ${shown.length} of ${columns.length} columns that tell most of the target.</p>`
      : '';
  const score = columns.find((column) => column.target !== undefined)?.target?.name ?? 'score';
  const heads = ['missing', 'in test', 'distinct', `${score} of ${targets[0]!.name}`, 'AUC of test'];
  const rows = shown.map((column) => columnRow(column, trainRows, testRows));
  return `${more}<p class="legend">Distributions of <b class="s0">training rows</b> and <b class="s1">test rows</b>, as shares, from the 0.5 % to the 99.5 % quantile.
${escape(score)} of the target: how well the column tells it by itself, on rows it was not fitted on. AUC of test: how well it tells test rows from training rows.</p>
<div class="wide"><table><thead><tr><th>column</th><th>kind</th>${heads.map((head) => `<th class="number">${escape(head)}</th>`).join('')}<th>distribution</th><th>values</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></div>`;
}

function columnRow(column: ColumnSummary, trainRows: number, testRows: number): string {
  const cells = [
    formatShare(column.missing, trainRows),
    formatShare(column.missingInTest, testRows),
    groupThousands(String(column.distinct)),
  ];
  const numbers = [...cells.map(escape), meter(column.target, 0.99), meter(column.test, 0.7)];
  return `<tr><th scope="row">${escape(column.name)}</th><td>${column.kind}</td>${numbers
    .map((cell) => `<td class="number">${cell}</td>`)
    .join(
      '',
    )}<td>${distributionOf(column)}</td><td class="values">${escape(valuesOf(column, trainRows))}</td></tr>`;
}

/** A score, and how far from chance to certainty it is. */
function meter(score: ColumnScore | undefined, far: number): string {
  if (score === undefined || Number.isNaN(score.value)) return '–';
  const chance = score.name === 'R²' ? 0 : 0.5;
  const share = Math.max(0, Math.min(1, (score.value - chance) / (1 - chance)));
  return `${shownScore(score.value)}<span class="meter${score.value > far ? ' far' : ''}"><i style="width:${(100 * share).toFixed(0)}%"></i></span>`;
}

function distributionOf({ name, histogram, levels }: ColumnSummary): string {
  if (histogram !== undefined) {
    const { train, test } = histogram;
    return svgBars({
      label: `distribution of ${name}`,
      series: [
        { name: 'train', counts: train },
        { name: 'test', counts: test },
      ],
    });
  }
  if (levels === undefined || levels.length === 0) return '';
  const series = [{ name: 'train', counts: levels.map(({ rows }) => rows) }];
  return svgBars({ label: `frequent levels of ${name}`, series });
}

/** Which columns are missing in the same rows, the most frequent patterns first. */
function patternsOf({ missing, trainRows }: DataSummary): string {
  const names = [...new Set(missing.patterns.flatMap(({ columns }) => columns))];
  if (names.length === 0) return '';
  const rows = missing.patterns.map((pattern) => {
    const cells = names.map(
      (name) => `<td>${pattern.columns.includes(name) ? '<span class="gap"></span>' : ''}</td>`,
    );
    return `<tr><td class="number">${groupThousands(String(pattern.rows))}</td><td class="number">${formatShare(pattern.rows, trainRows)}</td>${cells.join('')}</tr>`;
  });
  const more =
    missing.different > missing.patterns.length
      ? `<p class="legend">The ${missing.patterns.length} most frequent of ${groupThousands(String(missing.different))} patterns.</p>`
      : '';
  return `<h2>Missing together</h2>
${more}<div class="wide"><table class="patterns"><thead><tr><th class="number">rows</th><th class="number">share</th>${names.map((name) => `<th>${escape(name)}</th>`).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></div>`;
}
