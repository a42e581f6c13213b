import type { Fold } from '../split/splitter.ts';
import type { Column } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import { auditRows } from './audit-rows.ts';
import type { ColumnRelation } from './column-relations.ts';
import { targetRelations } from './column-relations.ts';
import { duplicateFindings } from './duplicate-findings.ts';
import type { Duplicates } from './duplicates.ts';
import { duplicates } from './duplicates.ts';
import type { Finding } from './finding.ts';
import { bySeverity } from './finding.ts';
import { idParts } from './id-parts.ts';
import type { OrderAudit, OrderInputs } from './order-findings.ts';
import { auditOrder, orderFindings } from './order-findings.ts';
import { overlapFindings } from './overlap-findings.ts';
import { relationFindings } from './relation-findings.ts';

/** The tables of a competition and how they are folded. */
export interface AuditedTables {
  /** The training rows without the target. */
  readonly train: Table;
  /** The test rows, of the same columns, where there are some. */
  readonly test?: Table;
  /** A category for classes, a number for a quantity; no cell missing. */
  readonly target: Column;
  readonly folds: readonly Fold[];
  /** The names of the rows, in their order. */
  readonly trainIds?: readonly string[];
  readonly testIds?: readonly string[];
  /** Columns of groups, as the schema says. */
  readonly groups?: readonly string[];
}

/** What an audit of tables found. */
export interface TableAudit {
  /** The worst first. */
  readonly findings: readonly Finding[];
  readonly relations: readonly ColumnRelation[];
  readonly order: OrderAudit;
  readonly duplicates: Duplicates;
  /** How many training rows the relations were measured on: all, or a sample by a fixed seed. */
  readonly sampled: number;
}

/**
 * Looks for what makes a cross-validated score a promise that the test set breaks: columns that tell the target by themselves (AUC or R²
 * above 0.99), a target that follows the order of rows or ids, groups and times on both sides of the folds that the test set keeps
 * apart, equal rows on both sides. No model is trained; the same tables give the same findings.
 *
 * Columns and row order are scored on at most 20,000 rows; all else is counted on all rows.
 *
 * @example
 * const { findings } = auditTables({ train, test, target, folds: kFold().split(train, target, rng(0)) });
 * findings.filter(({ severity }) => severity === 'leak').map(({ evidence }) => evidence);
 */
export function auditTables(tables: AuditedTables): TableAudit {
  const { train, test, target, folds, groups = [] } = tables;
  const [own, other] = [tables.trainIds, tables.testIds].map((ids) =>
    ids === undefined ? {} : idParts(ids),
  );
  const relations = targetRelations(train, target);
  const equal = duplicates(train, test, target, folds);
  const orderInputs: OrderInputs = {
    target,
    folds,
    ...(own!.number !== undefined && { trainIds: own!.number }),
    ...(other!.number !== undefined && { testIds: other!.number }),
  };
  const order = auditOrder(orderInputs);
  return {
    findings: bySeverity([
      ...relationFindings(train, target, relations),
      ...orderFindings(order, orderInputs),
      ...overlapFindings({
        train,
        ...(test !== undefined && { test }),
        folds,
        groups,
        ...(own!.prefix !== undefined && { prefixes: [own!.prefix, other!.prefix] as const }),
      }),
      ...duplicateFindings(equal, train.length, test?.length ?? 0),
    ]),
    relations,
    order,
    duplicates: equal,
    sampled: auditRows(train.length, train.columns.length).length,
  };
}
