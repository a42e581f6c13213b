import { activation, adamW, dense, executorFor, rng, rocAuc } from '@foldwise/core';
import type { Rng } from '@foldwise/core';
import {
  concatTables,
  fitTransform,
  stratifiedKFold,
  takeRows,
  testRelations,
  vectorize,
} from '@foldwise/data';
import type { ColumnRelation, Finding, Fold, StringColumn, Table } from '@foldwise/data';
import { binary } from '../competition/task.ts';
import { neuralNetwork } from '../model/neural-network.ts';
import { checkAborted } from '../run/fit-fold.ts';
import { plainFeatures } from './plain-features.ts';

/** How well a small network tells test rows from training rows. */
export interface AdversarialValidation {
  /** The cross-validated AUC, a mean over three folds; NaN where there are too few rows, or no column that varies. */
  readonly auc: number;
  /** What chance does not explain: 0.5 and five standard errors. */
  readonly chance: number;
  /** How well each column by itself tells them apart, the best first. */
  readonly columns: readonly ColumnRelation[];
  /** Training and test rows that the network saw: all, or samples by a fixed seed. */
  readonly sampled: readonly [train: number, test: number];
}

const mostRows = 10_000;
const mostCells = 4_000_000;
/** Fewer rows than this on either side tell nothing. */
const fewestRows = 50;

/**
 * Cross-validates a network of one hidden layer (32 units) that tells test rows from training rows by the raw columns: 0.5 where both were
 * drawn alike. At most 10,000 rows of each are looked at; the seed is fixed, and the same tables give the same number on every machine.
 *
 * @example
 * const { auc, columns } = await adversarialValidation(data.train, data.test);
 */
export async function adversarialValidation(
  train: Table,
  test: Table,
  signal?: AbortSignal,
): Promise<AdversarialValidation> {
  const random = rng(0).split('adversarial validation');
  const most = Math.min(mostRows, Math.ceil(mostCells / Math.max(1, train.columns.length)));
  const [own, other] = [train, test].map((table, i) => someRows(table, most, random.split(`rows ${i}`)));
  const sampled = [own!.length, other!.length] as const;
  const columns = testRelations(train, test).toSorted((a, b) => orderOf(b) - orderOf(a));
  const chance = 0.5 + 5 * Math.sqrt((1 / sampled[0] + 1 / sampled[1]) / 12);
  const table = concatTables(own!, other!);
  const features = plainFeatures(table);
  if (Math.min(...sampled) < fewestRows || features === undefined) {
    return { auc: NaN, chance, columns, sampled };
  }
  const codes = new Int32Array(table.length).fill(1, sampled[0]);
  const target: StringColumn = {
    kind: 'category',
    name: 'rows',
    length: table.length,
    codes,
    levels: ['train', 'test'],
  };
  const folds = stratifiedKFold({ folds: 3 }).split(table, target, random.split('folds'));
  let sum = 0;
  for (const [i, fold] of folds.entries()) {
    checkAborted(signal);
    sum += await areaOf(table, target, features, fold, random.split(`fold ${i}`));
  }
  return { auc: sum / folds.length, chance, columns, sampled };
}

/** A column without a score comes last. */
function orderOf({ score }: ColumnRelation): number {
  return Number.isNaN(score.value) ? -1 : score.value;
}

function someRows(table: Table, most: number, random: Rng): Table {
  if (table.length <= most) return table;
  return table.take(random.permutation(table.length).subarray(0, most).toSorted());
}

async function areaOf(
  table: Table,
  target: StringColumn,
  features: NonNullable<ReturnType<typeof plainFeatures>>,
  { train, validation }: Fold,
  random: Rng,
): Promise<number> {
  const [fittedTable, fitted] = fitTransform(features, table.take(train), takeRows(target, train));
  const targets = (rows: Uint32Array) => Float64Array.from(rows, (row) => target.codes[row]!);
  const batchSize = Math.max(8, Math.min(256, Math.floor(train.length / 8)));
  const model = neuralNetwork({
    layers: [dense({ units: 32 }), activation('silu')],
    optimizer: adamW({ learningRate: 5e-3, weightDecay: 1e-2 }),
    // About 400 steps, of few rows too.
    epochs: Math.max(10, Math.min(50, Math.ceil((400 * batchSize) / train.length))),
    batchSize,
    holdOut: 0,
  });
  const predictor = await model.fit(vectorize(fittedTable, targets(train)), {
    task: binary({ positive: 'test', negative: 'train' }),
    metric: rocAuc(),
    rng: random,
    executor: executorFor({ portable: true }),
  });
  const held = vectorize(fitted.transform(table.take(validation))).features;
  const truth = { shape: [validation.length], data: targets(validation) };
  return rocAuc().score(truth, predictor.predict(held));
}

/** What an adversarial validation says of the data, where it is more than chance. */
export function adversarialFinding({ auc, chance, columns }: AdversarialValidation): Finding | undefined {
  if (!(auc > Math.max(0.55, chance))) return undefined;
  const telling = columns.filter(({ score }) => score.value > Math.max(0.55, chance)).slice(0, 5);
  const names = telling.map(({ column, score }) => `"${column}" (${score.value.toFixed(3)})`);
  const isFar = auc > 0.7;
  return {
    severity: isFar ? 'warning' : 'note',
    kind: 'test-differs',
    columns: telling.map(({ column }) => column),
    figure: { name: 'AUC', value: auc },
    evidence: `a network tells test rows from training rows: cross-validated AUC ${auc.toFixed(3)}; ${
      names.length === 0
        ? 'no column does by itself, so it is how they go together'
        : `by ${names.join(', ')} alone`
    }`,
    advice: isFar
      ? 'drop these columns or make them relative (ranks within a period, differences), and validate on rows like the test rows: their cross-validated score is no promise'
      : 'keep it in mind where the leaderboard and the cross-validation disagree',
  };
}
