import { parseDate } from '../format/parse-date.ts';
import type { Fold } from '../split/splitter.ts';
import type { Column, StringColumn } from '../table/column.ts';
import { isMissing } from '../table/column.ts';
import { missingCount, uniqueCount } from '../table/count.ts';
import type { Table } from '../table/table.ts';
import type { Finding } from './finding.ts';
import { sharedGroups } from './shared-groups.ts';
import { percent } from './show-score.ts';
import { shareLater, shareLaterInFolds, timesOf } from './time-order.ts';

/** What `overlapFindings` looks at. */
export interface OverlapInputs {
  readonly train: Table;
  readonly test?: Table;
  readonly folds: readonly Fold[];
  /** Columns that the schema calls `group()`. */
  readonly groups: readonly string[];
  /** What several ids begin with, of training and test rows. */
  readonly prefixes?: readonly [train: StringColumn, test: StringColumn | undefined];
}

/** By how much validation rows have to be nearer to the training rows than test rows are. */
const nearer = 0.25;
/** Fewer groups of test rows than this tell too little. */
const fewestGroups = 20;

/**
 * Columns along which the test set is apart from the training rows and the folds are not: groups (customers, passengers of one booking) that
 * test rows share with none, times that come later. A column that the schema calls `group()` is a finding whatever the test set is like.
 */
export function overlapFindings(inputs: OverlapInputs): readonly Finding[] {
  const { train, test, prefixes } = inputs;
  const found: Finding[] = [];
  for (const column of train.columns) {
    const other = test?.column(column.name);
    const time = other === undefined ? undefined : timeFinding(column, other, inputs);
    const group = time ?? groupFinding(column, other, inputs);
    if (group !== undefined) found.push(group);
  }
  if (prefixes !== undefined) {
    const group = groupFinding(prefixes[0], prefixes[1], inputs, 'what comes before the last part of the id');
    if (group !== undefined) found.push(group);
  }
  return found;
}

function groupFinding(
  column: Column,
  test: Column | undefined,
  { folds, groups }: OverlapInputs,
  words?: string,
): Finding | undefined {
  const isDeclared = groups.includes(column.name);
  if (!isDeclared && (test === undefined || !looksLikeGroups(column))) return undefined;
  const shared = sharedGroups(column, test, folds);
  const isApart = shared.testGroups >= fewestGroups && shared.inFolds - shared.inTest >= nearer;
  if (!isApart && !(isDeclared && shared.inFolds > 0.01)) return undefined;
  const ofTest = test === undefined ? '' : `, of the test rows ${percent(shared.inTest)}`;
  return {
    severity: isApart ? 'leak' : 'warning',
    kind: 'groups-across-folds',
    columns: [column.name],
    figure: { name: 'share of validation rows', value: shared.inFolds },
    evidence: `${words ?? `"${column.name}"`} puts rows into ${shared.groups} groups: ${percent(shared.inFolds)} of the validation rows have theirs in the training rows of the fold${ofTest}`,
    advice:
      words === undefined
        ? `${missingCount(column) > 0 ? 'fill its missing cells in the files, and ' : ''}split by it: groupKFold({ by: '${column.name}' }) or stratifiedGroupKFold`
        : 'add it to the files as a column, call it group() in the schema, and split by it: groupKFold or stratifiedGroupKFold',
  };
}

/** Strings or whole numbers that several rows share, and none most of them. */
function looksLikeGroups(column: Column): boolean {
  if (
    column.kind === 'number' &&
    !column.values.every((value) => Number.isNaN(value) || Number.isInteger(value))
  )
    return false;
  const groups = uniqueCount(column);
  return groups >= fewestGroups && groups * 1.25 <= column.length;
}

const timeWords =
  /(^|[^a-z])(date|time|timestamp|datetime|year|month|week|day|period|quarter|dt|ts)([^a-z]|$)|(Date|Time|Year|Month|Week|Day)/;

function timeFinding(column: Column, test: Column, { folds }: OverlapInputs): Finding | undefined {
  if (column.kind !== 'number' && !beginsWithDate(column)) return undefined;
  const [own, other] = [timesOf(column), timesOf(test)];
  if (own === undefined || other === undefined) return undefined;
  const inTest = shareLater(other, own);
  if (!(inTest >= 0.9) || uniqueCount(column) < 3) return undefined;
  const inFolds = shareLaterInFolds(own, folds);
  if (!(inTest - inFolds >= 0.5)) return undefined;
  const isTime = timeWords.test(column.name) || column.kind !== 'number';
  return {
    severity: isTime ? 'leak' : 'warning',
    kind: 'times-across-folds',
    columns: [column.name],
    figure: { name: 'share of validation rows later than training', value: inFolds },
    evidence: `${percent(inTest)} of the test rows lie beyond every training row along "${column.name}", of the validation rows ${percent(inFolds)}`,
    advice: isTime
      ? `validate on what is later too: timeSeriesSplit({ by: '${column.name}' })`
      : `if "${column.name}" is a time, validate on what is later too: timeSeriesSplit({ by: '${column.name}' }); if not, a network cannot extrapolate: make it relative, or drop it`,
  };
}

function beginsWithDate(column: StringColumn): boolean {
  for (let row = 0; row < column.length; row++) {
    if (!isMissing(column, row)) return parseDate(column.levels[column.codes[row]!]!) !== undefined;
  }
  return false;
}
