import type { TableRow } from '../../src/query/run-fields.ts';
import { objectiveColumns, paramColumns } from '../../src/query/run-fields.ts';
import { cellText } from '../format/cell.ts';
import { decimalsFor, fixed, precise } from '../format/number.ts';
import { ago, duration } from '../format/time.ts';

/** A column of the table of runs, besides those that show more than a text. */
export interface TextColumn {
  /** What `sort=` and filters call it. */
  readonly field: string;
  readonly title: string;
  readonly isNumber: boolean;
  textOf(row: TableRow): string;
}

/**
 * The parameters that are not the same in all of these runs: those that most runs have come first. Blends have none that others have: what
 * they are made of stands on their own page.
 */
export function differingParams(all: readonly TableRow[]): readonly string[] {
  const searched = all.filter(({ study }) => study.kind !== 'blend');
  const rows = searched.length === 0 ? all : searched;
  const held = (name: string) => rows.reduce((sum, { params }) => sum + Number(name in params), 0);
  return paramColumns(rows)
    .filter((name) => {
      const first = rows[0]?.params[name] ?? null;
      return rows.some(({ params }) => (params[name] ?? null) !== first);
    })
    .map((name) => [held(name), name] as const)
    .toSorted(([a], [b]) => b - a)
    .map(([, name]) => name);
}

/** Columns for the objectives beside the score. */
export function objectivesOf(rows: readonly TableRow[]): readonly TextColumn[] {
  return objectiveColumns(rows).map((name) => {
    const valueOf = ({ run }: TableRow) => run.objectives?.find((one) => one.name === name)?.value;
    const values = rows.map(valueOf).filter((value) => typeof value === 'number');
    // A count is whole, and stands so.
    const decimals = values.every(Number.isInteger) ? 0 : decimalsFor(values);
    return { field: name, title: name, isNumber: true, textOf: (row) => fixed(valueOf(row), decimals) };
  });
}

/** A column for a parameter. */
export function paramColumn(name: string, rows: readonly TableRow[]): TextColumn {
  const cells = rows.map(({ params }) => params[name] ?? null).filter((cell) => cell !== null);
  const isNumber = cells.every((cell) => typeof cell === 'number');
  const hasFractions = isNumber && !cells.every((cell) => Number.isInteger(cell));
  const textOf = ({ params }: TableRow): string => {
    const cell = params[name];
    return hasFractions && typeof cell === 'number' ? precise(cell) : cellText(cell);
  };
  return { field: name, title: name, isNumber, textOf };
}

/** What is told of each run behind its parameters: only what some run has. */
export function lastColumns(rows: readonly TableRow[], now: number): readonly TextColumn[] {
  const publicDecimals = decimalsFor(rows.map(({ run }) => run.publicScore));
  const privateDecimals = decimalsFor(rows.map(({ run }) => run.privateScore));
  const all: readonly (TextColumn & { readonly isThere: (row: TableRow) => boolean })[] = [
    {
      field: 'public',
      title: 'public',
      isNumber: true,
      isThere: ({ run }) => run.publicScore !== undefined,
      textOf: ({ run }) => fixed(run.publicScore, publicDecimals),
    },
    {
      field: 'private',
      title: 'private',
      isNumber: true,
      isThere: ({ run }) => run.privateScore !== undefined,
      textOf: ({ run }) => fixed(run.privateScore, privateDecimals),
    },
    {
      field: 'seconds',
      title: 'time',
      isNumber: true,
      isThere: ({ run }) => run.seconds !== null,
      textOf: ({ run }) => duration(run.seconds),
    },
    {
      field: 'finished',
      title: 'finished',
      isNumber: true,
      isThere: ({ run }) => run.finished !== null,
      textOf: ({ run }) => ago(run.finished, now),
    },
  ];
  return all.filter(({ isThere }) => rows.some(isThere));
}
