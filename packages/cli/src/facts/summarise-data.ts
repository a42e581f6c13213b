import type { ColumnProfile, ColumnScore, Finding } from '@foldwise/data';
import { profileColumn } from '@foldwise/data';
import type { CompetitionAudit, OpenCompetition, PreparedData } from '@foldwise/experiments';
import { classesOf } from '@foldwise/experiments';

/** One column, counted and measured. */
export interface ColumnSummary extends ColumnProfile {
  /** How well it tells the target by itself; absent for ids. */
  readonly target?: ColumnScore;
  /** How well it tells test rows from training rows by itself; absent for ids. */
  readonly test?: ColumnScore;
}

/** What a competition's data is, as `foldwise data --json` prints it. */
export interface DataSummary extends Pick<
  CompetitionAudit,
  'order' | 'duplicates' | 'missing' | 'sampled' | 'adversarial'
> {
  readonly competition: string;
  readonly directory: string;
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
  readonly trainRows: number;
  readonly testRows: number;
  readonly columns: readonly ColumnSummary[];
  /** In the order in which they are predicted. */
  readonly targets: readonly ColumnProfile[];
  readonly splitter: string;
  readonly folds: readonly { readonly train: number; readonly validation: number }[];
  readonly foldsHash: string;
  readonly submission: readonly string[];
  readonly notes: readonly string[];
  /** The worst first. */
  readonly findings: readonly Finding[];
}

/** Counts what a person wants to see before the first sweep, beside what an audit found. */
export function summariseData(
  { competition, home }: OpenCompetition,
  data: PreparedData,
  audit: CompetitionAudit,
): DataSummary {
  const { findings, order, duplicates, missing, sampled, adversarial } = audit;
  const [ofTarget, ofTest] = [audit.relations, adversarial.columns].map(
    (relations) => new Map(relations.map(({ column, score }) => [column, score])),
  );
  return {
    competition: competition.name,
    directory: home.dataDirectory,
    files: data.files,
    trainRows: data.train.length,
    testRows: data.test.length,
    columns: data.train.columns.map((column) => {
      const [target, test] = [ofTarget!.get(column.name), ofTest!.get(column.name)];
      return {
        ...profileColumn(column, data.test.column(column.name)),
        ...(target !== undefined && { target }),
        ...(test !== undefined && { test }),
      };
    }),
    targets: data.targetColumns.map((column) =>
      profileColumn(column, undefined, classesOf(competition.task).length),
    ),
    splitter: competition.splitter.spec.kind,
    folds: data.folds.map(({ train, validation }) => ({
      train: train.length,
      validation: validation.length,
    })),
    foldsHash: data.foldsHash,
    submission: [data.layout.id, ...data.layout.columns.map(({ name }) => name)],
    notes: data.notes,
    findings,
    order,
    duplicates,
    missing,
    sampled,
    adversarial,
  };
}
