import { relative } from 'node:path';
import type { FoldDetails, KaggleSubmission, Machine, RunDetails } from '@foldwise/experiments';
import type { Io, Output } from '../io.ts';
import { blendText } from './blend.ts';
import { heading, metricWords } from './heading.ts';
import { networkText } from './network.ts';
import { formatDuration, formatScore } from './number.ts';
import { formatParam } from './params.ts';
import { foldsOf } from './run-table.ts';
import { sparkline } from './sparkline.ts';
import { styleFor } from './style.ts';
import { renderTable } from './table.ts';
import { wrapped } from './wrap.ts';

/** Everything about one run that a person asks for. */
export function runDetailsText(competition: string, details: RunDetails, io: Io): string {
  const { row } = details;
  const head = heading(io.out, competition, `run ${row.id}`, metricWords(row.metric, row.goal));
  const sections = [
    facts(scoreFacts(details), io.out),
    facts(
      Object.entries(row.params).map(([name, value]) => [name, formatParam(value)]),
      io.out,
      'parameters',
    ),
    details.blend === null ? foldsText(details.folds, io.out, row.metric) : blendText(details.blend, io.out),
    networkText(details.layers, details.machine?.tier ?? null, io.out),
    facts(originFacts(details), io.out, 'made of'),
    facts(submissionFacts(details, io.cwd), io.out, 'submissions'),
  ];
  return head + sections.filter((section) => section !== '').join('\n');
}

type Facts = readonly (readonly [label: string, text: string])[];

function facts(lines: Facts, output: Output, title?: string): string {
  if (lines.length === 0) return '';
  const style = styleFor(output);
  const width = Math.max(...lines.map(([label]) => label.length));
  const head = title === undefined ? '' : `${title}\n`;
  const room = output.columns === undefined ? undefined : output.columns - width - 4;
  return (
    head +
    lines
      .map(([label, text]) => {
        const inner = wrapped(text, room, 0).replaceAll('\n', `\n${' '.repeat(width + 4)}`);
        return `  ${style('dim', label.padEnd(width))}  ${inner}\n`;
      })
      .join('')
  );
}

function scoreFacts({ row, seconds, finished }: RunDetails): Facts {
  return [
    ['state', row.state],
    ...(row.score === null ? [] : [['score', `${row.metric} ${formatScore(row.score)}`] as const]),
    ...(row.foldScores.length === 0 ? [] : [['folds', foldsOf(row)] as const]),
    ...(row.reason === undefined ? [] : [['reason', row.reason] as const]),
    ...(seconds === null ? [] : [['took', formatDuration(seconds)] as const]),
    ...(finished === null ? [] : [['finished', finished] as const]),
  ];
}

const longestCurve = 40;
const shortestCurve = 14;
/** What stands beside the curves, but for the name of the metric: fold, epochs, took, the scores at both ends, and the gaps. */
const besideCurve = 4 + 6 + 7 + 20 + 5 * 2;

function foldsText(folds: readonly FoldDetails[], output: Output, metric: string): string {
  if (folds.length === 0) return '';
  const style = styleFor(output);
  // What the other columns leave; a curve that is cut would be another one.
  const room = output.columns === undefined ? longestCurve : output.columns - besideCurve - metric.length;
  const cells = folds.map(({ fold, score, epochs, seconds, curve }) => [
    String(fold + 1),
    formatScore(score),
    epochs === null ? '–' : String(epochs),
    formatDuration(seconds),
    sparkline(curve, Math.max(shortestCurve, Math.min(longestCurve, room))),
    curve.length === 0 ? '' : `${formatScore(curve[0])} → ${formatScore(curve.at(-1))}`,
  ]);
  return renderTable(
    [
      { title: 'fold', align: 'right', whole: true },
      { title: metric, align: 'right', whole: true },
      { title: 'epochs', align: 'right', whole: true, spare: 2 },
      { title: 'took', align: 'right', whole: true, spare: 3 },
      { title: 'learning curve', whole: true },
      { title: 'first → last', whole: true, spare: 1 },
    ],
    cells,
    { width: output.columns, dress: (line, row) => (row < 0 ? style('dim', line) : line) },
  );
}

function originFacts({ row, files, machine, journal }: RunDetails): Facts {
  return [
    ['seed', String(row.seed)],
    ['folds', row.foldsHash.slice(0, 16)],
    ['data', `${files.map(({ path }) => path).join(', ')} (${row.dataHash.slice(0, 16)})`],
    ...(machine === null ? [] : machineFacts(machine)),
    ['journal', journal],
  ];
}

function machineFacts({
  processor,
  cores,
  platform,
  architecture,
  foldwise,
  node,
  commit,
  dirty,
  tier,
  portable,
}: Machine): Facts {
  return [
    ['machine', `${processor}, ${cores} cores, ${platform} ${architecture}`],
    ...(tier === null ? [] : [['tier', tier + (portable ? ', --portable' : '')] as const]),
    ['versions', `foldwise ${foldwise}, Node ${node}`],
    ...(commit === null
      ? []
      : [['commit', commit.slice(0, 10) + (dirty === true ? ', with changes' : '')] as const]),
  ];
}

function submissionFacts({ submissions }: RunDetails, cwd: string): Facts {
  return submissions.map(({ path, sha256, privateScore, refit, at, kaggle }) => [
    at,
    [
      relative(cwd, path).startsWith('..') ? path : relative(cwd, path),
      ...(refit ? ['fitted on all rows'] : []),
      ...(privateScore === null ? [] : [`private score ${formatScore(privateScore)}`]),
      ...(kaggle === null ? [] : [kaggleWords(kaggle)]),
      sha256.slice(0, 16),
    ].join(', '),
  ]);
}

/** "Kaggle 4000: public score 0.77990" */
function kaggleWords({ ref, state, publicScore, privateScore, reason }: KaggleSubmission): string {
  const scores = [
    ...(publicScore === null ? [] : [`public score ${formatScore(publicScore)}`]),
    ...(privateScore === null ? [] : [`private score ${formatScore(privateScore)}`]),
  ];
  const words = state === 'error' ? `no score, ${reason ?? 'for no stated reason'}` : 'no score yet';
  return `Kaggle ${ref ?? '–'}: ${scores.length === 0 ? words : scores.join(' and ')}`;
}
