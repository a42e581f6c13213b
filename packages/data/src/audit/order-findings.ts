import { rng } from '@foldwise/core/base';
import { rankCorrelation, standardRanks } from '../statistics/standard-ranks.ts';
import type { Fold } from '../split/splitter.ts';
import type { Column, NumberColumn } from '../table/column.ts';
import { numberColumn, float64Of } from '../table/column.ts';
import { concatColumns } from '../table/concat.ts';
import { takeRows } from '../table/table.ts';
import { auditRows } from './audit-rows.ts';
import { besideTraining } from './beside-training.ts';
import { membershipOf } from './column-relations.ts';
import type { ColumnScore } from './column-score.ts';
import { columnScore } from './column-score.ts';
import type { Finding, Severity } from './finding.ts';
import { innerFolds } from './inner-folds.ts';
import type { NeighbourLikeness } from './neighbour-likeness.ts';
import { neighbourLikeness } from './neighbour-likeness.ts';
import { percent, showScore } from './show-score.ts';
import { aboveChance } from './significance.ts';

/** What the order of the rows and their ids tell. */
export interface OrderAudit {
  /** How well the place of a row in the file tells its target. */
  readonly byRow: ColumnScore;
  readonly neighbours: NeighbourLikeness;
  /** How well the number in the id tells the target; absent where ids have none, or follow the rows. */
  readonly byId?: ColumnScore;
  /** How well the number in the id tells test rows from training rows: 1 where they follow each other. Absent without ids or test rows. */
  readonly testById?: ColumnScore;
  /** The share of validation rows that stand next to a row their fold is trained on. */
  readonly besideTraining: number;
}

/** What `auditOrder` looks at. */
export interface OrderInputs {
  readonly target: Column;
  readonly folds: readonly Fold[];
  readonly trainIds?: NumberColumn;
  readonly testIds?: NumberColumn;
}

/** Measures what the order of the rows and their ids tell of the target and of the test set. */
export function auditOrder({ target, folds, trainIds, testIds }: OrderInputs): OrderAudit {
  const places = numberColumn(
    'row',
    Float64Array.from({ length: target.length }, (_, row) => row),
  );
  const follows = trainIds !== undefined && followsRows(trainIds);
  return {
    byRow: scoreOf(places, target),
    neighbours: neighbourLikeness(target),
    ...(trainIds !== undefined && !follows && { byId: scoreOf(trainIds, target) }),
    ...(trainIds !== undefined &&
      testIds !== undefined && {
        testById: scoreOf(concatColumns(trainIds, testIds), membershipOf(trainIds.length, testIds.length)),
      }),
    besideTraining: besideTraining(folds, target.length),
  };
}

function scoreOf(column: Column, target: Column): ColumnScore {
  const rows = auditRows(column.length, 1);
  const folds = innerFolds(rows.length, rng(0).split('audit folds'));
  return columnScore(takeRows(column, rows), takeRows(target, rows), folds);
}

function followsRows({ values }: NumberColumn): boolean {
  const ranks = standardRanks(float64Of(values));
  return Math.abs(rankCorrelation(ranks, standardRanks(Float64Array.from(values.keys())))) > 0.999;
}

/** The least AUC, R² and likeness of neighbours that is worth a word. */
const least = { AUC: 0.6, R: 0.1, neighbours: 0.1 } as const;
/** From here on the target can be read off the order. */
const strong = { AUC: 0.9, R: 0.5, neighbours: 0.5 } as const;

/** What of an order audit is more than chance. */
export function orderFindings(
  audit: OrderAudit,
  { target, trainIds, testIds }: OrderInputs,
): readonly Finding[] {
  const { byRow, byId, neighbours } = audit;
  const found: Finding[] = [];
  if (tells(byRow, target)) found.push(rowFinding(audit, target));
  else if (neighbours.value > Math.max(least.neighbours, 5 / Math.sqrt(target.length))) {
    found.push(neighbourFinding(audit, target));
  }
  if (byId !== undefined && tells(byId, target)) found.push(idFinding(byId, target));
  const stretch = testFinding(audit, trainIds, testIds);
  return stretch === undefined ? found : [...found, stretch];
}

function tells({ name, value }: ColumnScore, target: Column): boolean {
  return value > Math.max(name === 'R²' ? least.R : least.AUC, aboveChance(name, target));
}

function isStrong({ name, value }: ColumnScore): boolean {
  return value > (name === 'R²' ? strong.R : strong.AUC);
}

/** Folds that cut the file into stretches do not give the neighbours away. */
function severityOf(isBad: boolean, beside: number): Severity {
  if (beside < 0.2) return 'note';
  return isBad ? 'leak' : 'warning';
}

const byStretches =
  'keep neighbouring rows on one side of the folds: timeSeriesSplit() where the test rows come later, kFold({ shuffle: false }) or groupKFold where they lie between';

function rowFinding({ byRow, neighbours, besideTraining: beside }: OrderAudit, target: Column): Finding {
  const said = `cross-validated ${byRow.name} ${showScore(byRow.value)} by the row's number, ${neighbours.name} ${showScore(neighbours.value)}`;
  if (isSorted(target)) {
    return {
      severity: 'warning',
      kind: 'order-tells-target',
      columns: [],
      figure: byRow,
      evidence: `the training rows are sorted by "${target.name}": ${said}`,
      advice: 'make no feature of the row number or id, and let the folds be drawn at random',
    };
  }
  return {
    severity: severityOf(isStrong(byRow) || neighbours.value > strong.neighbours, beside),
    kind: 'order-tells-target',
    columns: [],
    figure: byRow,
    evidence: `the order of the training rows tells "${target.name}": ${said}; ${percent(beside)} of the validation rows stand next to a training row`,
    advice: `make no feature of the row number or id, and ${byStretches}`,
  };
}

/** Equal classes together, or numbers that only rise or only fall: nothing that drifts in time looks like that. */
function isSorted(target: Column): boolean {
  if (target.kind !== 'number') {
    const changes = target.codes.reduce(
      (sum, code, row) => sum + Number(row > 0 && code !== target.codes[row - 1]),
      0,
    );
    return changes < new Set(target.codes).size;
  }
  const { values } = target;
  return [1, -1].some((sign) =>
    values.every((value, row) => row === 0 || sign * (value - values[row - 1]!) >= 0),
  );
}

function neighbourFinding({ neighbours, besideTraining: beside }: OrderAudit, target: Column): Finding {
  return {
    severity: severityOf(neighbours.value > strong.neighbours, beside),
    kind: 'order-tells-target',
    columns: [],
    figure: neighbours,
    evidence: `neighbouring training rows have a like "${target.name}": ${neighbours.name} ${showScore(neighbours.value)}; ${percent(beside)} of the validation rows stand next to a training row`,
    advice: byStretches,
  };
}

function idFinding(byId: ColumnScore, target: Column): Finding {
  return {
    severity: 'warning',
    kind: 'id-tells-target',
    columns: ['id'],
    figure: byId,
    evidence: `the number in the id tells "${target.name}": cross-validated ${byId.name} ${showScore(byId.value)}`,
    advice:
      'make no feature of the id, and look at whether ids were given in the order of the target or of time',
  };
}

/** Ids of the test rows that all come before or after the training ones, or are counted anew, are how most files are made: no finding. */
function testFinding(
  { testById }: OrderAudit,
  trainIds: NumberColumn | undefined,
  testIds: NumberColumn | undefined,
): Finding | undefined {
  if (testById === undefined || trainIds === undefined || testIds === undefined) return undefined;
  const [train, test] = [extentOf(trainIds), extentOf(testIds)];
  const isCut = test.least > train.most || test.most < train.least;
  const chance = aboveChance('AUC', membershipOf(trainIds.length, testIds.length));
  const known = new Set(trainIds.values);
  if (isCut || testIds.values.some((id) => known.has(id)) || !(testById.value > Math.max(0.75, chance)))
    return undefined;
  return {
    severity: 'warning',
    kind: 'id-tells-test',
    columns: ['id'],
    figure: testById,
    evidence: `train and test rows take turns along the id in stretches: cross-validated AUC ${showScore(testById.value)} of telling them apart by it`,
    advice: 'find out what the stretches are (days, sessions, places), and make folds of such stretches too',
  };
}

function extentOf({ values }: NumberColumn): { readonly least: number; readonly most: number } {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { least: low, most: high };
}
