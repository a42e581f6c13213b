import { paramNames, paretoRows } from '@foldwise/experiments';
import type { RunRow } from '@foldwise/experiments';
import type { Output } from '../io.ts';
import { formatScore } from './number.ts';
import { formatParam, formatParams } from './params.ts';
import { formatSpread } from './format-spread.ts';
import { barBetween } from './sparkline.ts';
import { styleFor } from './style.ts';
import type { TableColumn } from './table.ts';
import { renderTable } from './table.ts';

const right = (title: string): TableColumn => ({ title, align: 'right', whole: true });
/** Folds whose bars are read at a glance. */
const mostBars = 12;

/** The objectives of the rows beside their score, by name. */
function objectiveNames(rows: readonly RunRow[]): readonly string[] {
  return [...new Set(rows.flatMap(({ objectives = [] }) => objectives.slice(1).map(({ name }) => name)))];
}

function objectiveOf({ objectives = [] }: RunRow, name: string): string {
  const value = objectives.find((each) => each.name === name)?.value;
  // A count is a count.
  return Number.isSafeInteger(value) ? String(value) : formatScore(value);
}

/** The trials of one study, as they are ordered: number, score, fold scores, parameters. Nothing in it varies from run to run.
 * Of several objectives each has a column; trials that none is better than in all of them are marked •. */
export function trialTable(rows: readonly RunRow[], output: Output, best?: RunRow): string {
  const names = paramNames(rows);
  const objectives = objectiveNames(rows);
  const front = new Set(paretoRows(rows));
  const failures = rows.some(({ reason }) => reason !== undefined);
  const columns = [
    { title: ' ' },
    right('trial'),
    right(rows[0]?.metric ?? 'score'),
    ...objectives.map(right),
    { title: 'folds' },
    ...names.map((name) => numeric(name, rows)),
    ...(failures ? [{ title: 'reason' }] : []),
  ];
  const cells = rows.map((row) => [
    row.id === best?.id ? '*' : front.has(row) ? '•' : ' ',
    String(row.trial),
    row.state === 'complete' ? formatScore(row.score) : row.state,
    ...objectives.map((name) => objectiveOf(row, name)),
    foldsOf(row),
    ...names.map((name) => formatParam(row.params[name])),
    ...(failures ? [row.reason ?? ''] : []),
  ]);
  return renderTable(columns, cells, { width: output.columns, dress: dress(rows, output, best) });
}

/** Scores of folds as bars, on one scale for all rows; nothing where there are so many that they would not be read. */
function foldBars(rows: readonly RunRow[]): readonly string[] {
  const scores = rows.flatMap(({ foldScores }) => foldScores.filter((score) => score !== null));
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  return rows.map(({ foldScores }) =>
    foldScores.length > mostBars
      ? ''
      : foldScores.map((score) => (score === null ? ' ' : barBetween(score, low, high))).join(''),
  );
}

/**
 * Runs of any study: their ids first; the best is marked *, the ones that are not comparable with it are marked !. Where some have a
 * public score at Kaggle, it stands beside that of the folds. Parameters that are the same in all runs that have some are left out: they say
 * nothing here.
 */
export function runTable(
  rows: readonly RunRow[],
  output: Output,
  best?: RunRow,
  odd: readonly RunRow[] = [],
  publicScores: ReadonlyMap<string, number> = new Map(),
): string {
  const objectives = objectiveNames(rows);
  const isScored = rows.some(({ id }) => publicScores.has(id));
  const drawn = foldBars(rows);
  const isDrawn = drawn.some((bars) => bars.length > 1);
  const same = sameParams(rows);
  const columns = [
    { title: ' ' },
    { title: 'run', whole: true },
    { title: 'kind', spare: 3 },
    right('score'),
    ...objectives.map(right),
    ...(isScored ? [right('public')] : []),
    { title: 'folds', whole: true, spare: 1 },
    ...(isDrawn ? [{ title: '', whole: true, spare: 2 }] : []),
    { title: 'parameters' },
  ];
  const cells = rows.map((row, i) => [
    row.id === best?.id ? '*' : odd.includes(row) ? '!' : ' ',
    row.id,
    row.kind,
    row.state === 'complete' ? formatScore(row.score) : row.state,
    ...objectives.map((name) => objectiveOf(row, name)),
    ...(isScored ? [formatScore(publicScores.get(row.id))] : []),
    foldsOf(row),
    ...(isDrawn ? [drawn[i]!] : []),
    row.reason ?? formatParams(differingOf(row.params, same)),
  ]);
  return renderTable(columns, cells, { width: output.columns, dress: dress(rows, output, best) });
}

/** "0.7923 ± 0.0041" of the folds that have a score. */
export function foldsOf({ foldScores }: RunRow): string {
  return formatSpread(foldScores.filter((score) => score !== null));
}

function numeric(name: string, rows: readonly RunRow[]): TableColumn {
  const some = rows.some(({ params }) => typeof params[name] === 'number');
  return some ? { title: name, align: 'right' } : { title: name };
}

function dress(
  rows: readonly RunRow[],
  output: Output,
  best?: RunRow,
): (line: string, row: number) => string {
  const style = styleFor(output);
  return (line, index) => {
    const row = rows[index];
    if (row === undefined) return style('dim', line);
    if (row.id === best?.id) return style(['bold', 'green'], line);
    return row.state === 'complete' ? line : style('dim', line);
  };
}

/** The parameters that are the same in all runs that have some; none where there are not two such runs. */
function sameParams(rows: readonly RunRow[]): ReadonlySet<string> {
  const having = rows.map(({ params }) => params).filter((params) => Object.keys(params).length > 0);
  if (having.length < 2) return new Set();
  const isSame = (name: string): boolean =>
    new Set(having.map((params) => JSON.stringify(params[name] ?? null))).size === 1;
  return new Set(Object.keys(having[0]!).filter(isSame));
}

function differingOf(params: RunRow['params'], same: ReadonlySet<string>): RunRow['params'] {
  return Object.fromEntries(Object.entries(params).filter(([name]) => !same.has(name)));
}
