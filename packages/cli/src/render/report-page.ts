import type { Report } from '@foldwise/experiments';
import { escape, svgChart } from '@foldwise/plot';
import { metricWords } from './heading.ts';
import { filesTable } from './files-table.ts';
import { factList, htmlPage, htmlTable } from './html-page.ts';
import { count } from './number.ts';
import { repeatCommands } from './repeat-commands.ts';
import { type ReportChart, reportCharts } from './report-charts.ts';
import {
  blendFacts,
  dataFacts,
  foldRows,
  headline,
  memberRows,
  originFacts,
  parameterRows,
  searchFacts,
  submissionRows,
  taskWords,
} from './report-facts.ts';
import { reportPageStyle } from './report-page-style.ts';

/** A run, or a study and its best run, as one HTML file that needs no other: for a write-up, for others, for later. */
export function reportPage(report: Report): string {
  const charts = reportCharts(report);
  const { competition, metric, goal, run, notes } = report;
  const body = [
    `<h1>${escape(competition)}</h1>`,
    `<p class="lead">${escape(`${subjectWords(report)} · ${taskWords(report)} · ${metricWords(metric, goal)}`)}</p>`,
    tiles(report),
    ...notes.map((note) => `<div class="finding note"><p>${escape(note)}</p></div>`),
    section('Score', figures(charts, 'score'), foldsTable(report)),
    section('What was searched', searchOf(report), figures(charts, 'search')),
    section(
      'What the blend is made of',
      run.blend === null ? '' : factList(blendFacts(report)),
      membersTable(report),
    ),
    section('Training', figures(charts, 'training')),
    section('What it gets right, and how it errs', figures(charts, 'errors')),
    section('Submissions', submissionsTable(report), figures(charts, 'leaderboard')),
    section('Data and folds', factList(dataFacts(report)), filesTable(run.files)),
    section('How to repeat it', repeatOf(report)),
  ];
  return htmlPage({
    title: `${competition}: ${run.row.id}`,
    style: reportPageStyle,
    body: body.filter((part) => part !== '').join('\n'),
  });
}

function subjectWords({ kind, run, place, candidates }: Report): string {
  const { row } = run;
  const study = { sweep: `sweep ${row.name}`, cv: `model ${row.name}`, blend: 'blend' }[row.kind];
  if (candidates < 2) return `${study}, run ${row.id}`;
  const standing =
    place === 1
      ? `the best of ${count(candidates, 'complete run')}`
      : `number ${place} of ${count(candidates, 'complete run')}`;
  return kind === 'study'
    ? `${study}, whose best run is ${row.id}`
    : `run ${row.id}, ${standing} of ${study}`;
}

function tiles(report: Report): string {
  const entries = headline(report).map(
    ([value, label]) => `<li><b>${escape(value)}</b><span>${escape(label)}</span></li>`,
  );
  return `<ul class="tiles">\n${entries.join('\n')}\n</ul>`;
}

/** A part under its head; nothing where there is nothing in it. */
function section(title: string, ...parts: readonly string[]): string {
  const there = parts.filter((part) => part !== '');
  return there.length === 0 ? '' : `<section>\n<h2>${title}</h2>\n${there.join('\n')}\n</section>`;
}

function figures(charts: readonly ReportChart[], part: ReportChart['part']): string {
  const own = charts.filter((each) => each.part === part);
  if (own.length === 0) return '';
  // As wide as they were drawn, so that letters are alike in all; as many beside each other as there is room for.
  const entries = own.map(
    ({ chart }) =>
      `<figure style="width: ${Math.ceil(chart.width)}px"><h3>${escape(chart.title)}</h3>\n${svgChart(chart)}\n<figcaption>${escape(chart.caption)}</figcaption></figure>`,
  );
  return `<div class="figures">\n${entries.join('\n')}\n</div>`;
}

function foldsTable(report: Report): string {
  const rows = foldRows(report);
  if (rows.length === 0) return '';
  const columns = [
    { title: 'fold' },
    { title: report.metric, isNumber: true },
    { title: 'epochs', isNumber: true },
    { title: 'took', isNumber: true },
  ];
  // A blend, or a model that is not trained by epochs, has nothing to say in some.
  const told = columns.map((_, i) => rows.some((cells) => cells[i] !== '–'));
  const table = htmlTable(
    columns.filter((_, i) => told[i]),
    rows.map((cells) => cells.filter((_, i) => told[i])),
  );
  return `<h3>The run, fold by fold</h3>\n${table}`;
}

function searchOf(report: Report): string {
  const rows = parameterRows(report);
  if (report.search === null) return '';
  const table = htmlTable(
    [
      { title: 'parameter' },
      { title: 'searched' },
      { title: report.run.row.id, isNumber: true },
      { title: 'of the variance', isNumber: true },
      { title: 'for the best', isNumber: true },
    ],
    rows,
  );
  return `${factList(searchFacts(report))}\n<h3>Parameters</h3>\n${table}`;
}

function membersTable(report: Report): string {
  const rows = memberRows(report);
  return rows.length === 0 ? '' : htmlTable([{ title: 'run' }, { title: 'weight', isNumber: true }], rows);
}

function submissionsTable(report: Report): string {
  const rows = submissionRows(report);
  if (rows.length === 0) return '';
  return htmlTable(
    [
      { title: 'written' },
      { title: 'file' },
      { title: 'sha256' },
      { title: 'rows', isNumber: true },
      { title: 'of' },
      { title: 'public', isNumber: true },
      { title: 'private', isNumber: true },
    ],
    rows,
  );
}

function repeatOf(report: Report): string {
  const commands = `<pre>${repeatCommands(report).map(escape).join('\n')}</pre>`;
  return `<p>With the same sources, data and versions, these commands give the same run, to the last digit where the machine computes alike.</p>\n${commands}\n${factList(originFacts(report))}`;
}
