import type { RunEntry, StudyEntry } from '../api/competition-snapshot.ts';
import { type Cell, flatParams } from './flat-params.ts';
import type { RowAccess } from './matcher-of.ts';

/** A run with all that a table or a filter asks of it, worked out once. */
export interface TableRow {
  readonly id: string;
  readonly run: RunEntry;
  readonly study: StudyEntry;
  readonly params: Readonly<Record<string, Cell>>;
  /** Sample deviation of the fold scores; null for fewer than two. */
  readonly sd: number | null;
}

/** The columns that every run has, by the name that a filter gives them. */
const columns: Readonly<Record<string, (row: TableRow) => Cell | undefined>> = {
  run: (row) => row.id,
  study: ({ study }) => study.study,
  name: ({ study }) => study.name,
  model: ({ study }) => study.name,
  kind: ({ study }) => study.kind,
  trial: ({ run }) => run.trial,
  state: ({ run }) => run.state,
  score: ({ run }) => run.score,
  sd: (row) => row.sd,
  public: ({ run }) => run.publicScore,
  private: ({ run }) => run.privateScore,
  seconds: ({ run }) => run.seconds,
  seed: ({ study }) => study.seed,
  comparable: ({ study }) => study.incomparable === undefined,
};

/** The names that a filter may use: columns, parameters, and `params.` before a parameter that is called like a column. */
export function fieldNames(rows: readonly TableRow[]): readonly string[] {
  const params = paramColumns(rows);
  return [
    ...Object.keys(columns),
    ...objectiveColumns(rows),
    ...params,
    ...params.map((name) => `params.${name}`),
  ];
}

/** The parameters of some runs, in the order in which they first appear. */
export function paramColumns(rows: readonly TableRow[]): readonly string[] {
  const names = new Set<string>();
  for (const { params } of rows) for (const name in params) names.add(name);
  return [...names];
}

/** How filters look at runs. */
export const runAccess: RowAccess<TableRow> = {
  valueOf: (row, field) => valueOf(row, field),
  textOf: ({ id, run, study, params }) =>
    [id, study.name, run.state, run.reason ?? '', ...Object.values(params)].join('\n'),
};

/** The objectives beside the score, of runs that have some. */
export function objectiveColumns(rows: readonly TableRow[]): readonly string[] {
  return [...new Set(rows.flatMap(({ run }) => (run.objectives ?? []).map(({ name }) => name)))];
}

/** The value of a column, an objective or a parameter. */
export function valueOf(row: TableRow, field: string): Cell | undefined {
  const column = Object.hasOwn(columns, field) ? columns[field] : undefined;
  if (column !== undefined) return column(row);
  const objective = row.run.objectives?.find(({ name }) => name === field);
  if (objective !== undefined) return objective.value;
  return (
    row.params[field] ?? (field.startsWith('params.') ? row.params[field.slice('params.'.length)] : undefined)
  );
}

/** The rows of a competition's table. */
export function tableRows(studies: readonly StudyEntry[], runs: readonly RunEntry[]): readonly TableRow[] {
  return runs.map((run) => {
    const study = studies[run.study]!;
    return {
      id: `${study.study}/${run.trial}`,
      run,
      study,
      params: flatParams(run.params),
      sd: deviation(run.foldScores),
    };
  });
}

function deviation(scores: readonly (number | null)[]): number | null {
  const known = scores.filter((score) => score !== null);
  if (known.length < 2) return null;
  const mean = known.reduce((sum, score) => sum + score, 0) / known.length;
  return Math.sqrt(known.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (known.length - 1));
}
