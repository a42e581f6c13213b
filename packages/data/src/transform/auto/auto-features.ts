import { Table } from '../../table/table.ts';
import type { Target } from '../../table/target.ts';
import { checkNumber, checkWhole } from '../check-option.ts';
import { dropConstantColumns } from '../selection/drop-constant-columns.ts';
import { dropDuplicateColumns } from '../selection/drop-duplicate-columns.ts';
import { fitTransform } from '../fit-transform.ts';
import { pipeline } from '../pipeline.ts';
import type { FeatureDecision, FittedTransformer, Transformer } from '../transformer.ts';
import type { Block } from './block.ts';
import { chooseInteractions } from './choose-interactions.ts';
import { evidenceOf } from './evidence.ts';
import type { Evidence } from './evidence.ts';
import { fitBlocks, withFreeNames } from './fit-blocks.ts';
import { planColumns } from './plan-columns.ts';
import { cutOf, explained, isReal, relationOf } from './relation.ts';
import type { Relation } from './relation.ts';
import { spendBudget } from './spend-budget.ts';

export interface AutoFeaturesOptions {
  /** At most so many features; default 1,000. */
  readonly columns?: number;
  /** At most so many numbers in the matrix of the training rows, rows × features; default 50,000,000, which are 400 MB. */
  readonly cells?: number;
  /** At most so many features of two columns; default 16, 0 for none. */
  readonly interactions?: number;
  /**
   * Piecewise-linear encodings in so many bins beside each number of many values, 0 for none; default `'auto'`: 8 of 1,000 training rows
   * or more (as measured: see `docs/features.md`), none of fewer.
   */
  readonly bins?: number | 'auto';
  /** What choices are drawn by; default 0. */
  readonly seed?: number;
}

/** So many bins have numbers of so many training rows where nobody says. */
const usualBins = 8;
const leastRows = 1000;
/** The number of these rules: it stands in the spec, so that runs by other rules are told apart. */
const rules = 1;

/**
 * Makes a matrix of any table: looks at each column of the training rows, and chooses the steps that go with what it finds.
 *
 * - Ids, constants (in 99.9 % of the rows), columns that count the rows and say nothing of the target, and second copies are dropped.
 * - Numbers: missing cells become the median, with an indicator; skewed ones logarithms or ranks; then RealMLP's robust scale and smooth
 *   clip; beside that, piecewise-linear encodings. Whole numbers of at most 20 values are one-hot too.
 * - Categories of at most 10 levels: one-hot; of more, their cross-fitted mean target and how frequent they are, and up to 50 one-hot too.
 * - Texts: dates become parts, codes pieces, codes that repeat are categories, prose is counted and put through TF-IDF and SVD.
 * - Pairs of numbers, crosses of categories and group aggregates are kept where they explain what the columns by themselves leave.
 *
 * All of it is a part of `fit`, by training rows alone; the `decisions` of what was fitted say what was done and why, and
 * `foldwise features` prints them. Where the budget is short, what a column says by itself goes before further views of it, and what is
 * more related with the target before what is less.
 *
 * @throws FoldwiseError `data` where there is no target, or one that is missing in a row.
 * @example
 * autoFeatures();
 * pipeline(derive(schema, { FamilySize: (row) => (row.SibSp ?? 0) + (row.Parch ?? 0) + 1 }), autoFeatures({ interactions: 0 }));
 */
export function autoFeatures(options: AutoFeaturesOptions = {}): Transformer {
  const { columns = 1000, cells = 50_000_000, interactions = 16, bins = 'auto', seed = 0 } = options;
  const kind = 'autoFeatures';
  checkWhole(kind, 'columns', columns);
  checkWhole(kind, 'cells', cells);
  checkWhole(kind, 'interactions', interactions, 0);
  if (bins !== 'auto') checkWhole(kind, 'bins', bins, 0);
  checkNumber(kind, 'seed', seed);
  const settings = { columns, cells, interactions, bins, seed };
  const choosing: Transformer = {
    spec: { kind },
    fit: (train, target) => learn(train, target, settings)[1],
    fitTransform: (train, target) => learn(train, target, settings),
  };
  const steps = pipeline(choosing, dropConstantColumns(), dropDuplicateColumns());
  return Object.freeze({
    spec: Object.freeze({ kind, rules, ...settings }),
    fit: (train: Table, target?: Target): FittedTransformer => steps.fit(train, target),
    fitTransform: (train: Table, target?: Target) => fitTransform(steps, train, target),
  });
}

function learn(
  train: Table,
  target: Target | undefined,
  { columns, cells, interactions, bins, seed }: Required<AutoFeaturesOptions>,
): readonly [Table, FittedTransformer] {
  const evidence = evidenceOf('autoFeatures', train, target, seed);
  const { blocks, dropped } = planColumns(train, {
    parts: evidence.targets.length,
    bins: bins === 'auto' ? binsFor(train.length) : bins,
    isRelated: ({ name }) => isReal(relationWithTarget(evidence, name)),
  });
  const budget = Math.min(columns, Math.max(1, Math.floor(cells / Math.max(1, train.length))));
  const related = relations(evidence, blocks);
  const plain = spendBudget(blocks, budget, ({ columns: [name] }) => related.get(name!) ?? 0);
  const fitted = fitBlocks(plain.kept, train, target);
  const room = budget - fitted.train.length;
  const names = [...related.keys()].toSorted((a, b) => related.get(b)! - related.get(a)!);
  const looked = names.map((name) => evidence.table.column(name));
  const most = Math.min(interactions, room);
  const chosen = most > 0 ? chooseInteractions(evidence, looked, fitted.train, most) : [];
  const pairs = spendBudget(chosen, room, () => 0);
  const fittedPairs = fitBlocks(pairs.kept, train, target);
  const decisions: readonly FeatureDecision[] = [
    ...dropped,
    ...[...plain.kept, ...pairs.kept].map(({ columns: of, does, because }) => ({
      columns: of,
      does,
      because,
    })),
    ...plain.dropped,
    ...pairs.dropped,
  ];
  const tableOf = (rows: number, made: Parameters<typeof withFreeNames>[0]): Table =>
    new Table(withFreeNames(made), rows);
  return [
    tableOf(train.length, [...fitted.train, ...fittedPairs.train]),
    {
      transform: (table) =>
        tableOf(table.length, [...fitted.features(table), ...fittedPairs.features(table)]),
      decisions,
    },
  ];
}

function binsFor(rows: number): number {
  return rows < leastRows ? 0 : usualBins;
}

/** How much of the target each column that is used explains by itself. */
function relations(evidence: Evidence, blocks: readonly Block[]): ReadonlyMap<string, number> {
  const used = new Set(blocks.flatMap(({ columns }) => columns));
  return new Map(Array.from(used, (name) => [name, relationWithTarget(evidence, name).share]));
}

function relationWithTarget({ table, targets, folds }: Evidence, name: string): Relation {
  return relationOf(explained(cutOf(table.column(name)), targets, folds));
}
