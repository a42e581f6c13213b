import { encodeWeights } from '@foldwise/core';
import { float64Of, numberColumn, stringColumn, Table } from '@foldwise/data';
import type { Column } from '@foldwise/data';
import { expect, it } from 'vitest';
import { tinyCompetition } from '../../test/tiny-competition.ts';
import { sha256Of } from '../journal/canonical-json.ts';
import { foldRng, trialRng } from './cross-validate.ts';
import { fitFold } from './fit-fold.ts';
import { foldFeatures } from './fold-features.ts';
import { openCompetition } from './open-competition.ts';
import type { OpenCompetition } from './options.ts';
import { prepareData } from './prepare-data.ts';
import type { PreparedData } from './prepare-data.ts';

/** Every cell of these rows is another one, a missing one included. */
function otherCells(column: Column, rows: ReadonlySet<number>): Column {
  if (column.kind === 'number') {
    const values = float64Of(column.values).map((value, row) =>
      rows.has(row) ? (value || 3) * -100 - 7 : value,
    );
    return numberColumn(column.name, values);
  }
  const cells = Array.from(column.codes, (code, row) =>
    rows.has(row) ? `other ${row}` : code < 0 ? null : column.levels[code]!,
  );
  return stringColumn(column.kind, column.name, cells);
}

/** The same data and folds, but of the rows that the fold validates each label is the other class and each cell another one. */
function disturbed(data: PreparedData, fold: number): PreparedData {
  const rows = new Set(data.folds[fold]!.validation);
  const flipped = data.target.data.map((label, row) => (rows.has(row) ? 1 - label : label));
  const [targetColumn] = data.targetColumns;
  if (targetColumn === undefined || targetColumn.kind === 'number') throw new Error('expected classes');
  return {
    ...data,
    train: new Table(data.train.columns.map((column) => otherCells(column, rows))),
    target: { ...data.target, data: flipped },
    targetColumns: [{ ...targetColumn, codes: Int32Array.from(flipped) }],
  };
}

/** All that a fold's training comes to: features, weights, predictions, what stopped it. */
async function fitted({ competition }: OpenCompetition, data: PreparedData, model: string, fold: number) {
  const features = foldFeatures(competition.features, data, fold);
  const rng = foldRng(trialRng(0, 0), fold);
  const result = await fitFold(competition, features, competition.models[model]!, fold, { rng });
  return { features, result, weights: sha256Of(encodeWeights(result.weights!)) };
}

it.each(['network', 'linear'])(
  'nothing that a fold trains moves with the labels and cells of its validation rows: %s',
  async (model) => {
    // It stops early and restores the best epoch, so that a look at the validation rows would show.
    const network = `neuralNetwork({ layers: [dense({ units: 8 }), activation('silu')], optimizer: adam({ learningRate: 0.03 }), epochs: 12, patience: 2 })`;
    const parts = { models: `{ network: ${network}, linear: linearModel({ epochs: 4 }) }`, sweeps: '[]' };
    const open = await openCompetition(tinyCompetition({ parts }));
    const data = await prepareData(open);
    for (const fold of data.folds.keys()) {
      const before = await fitted(open, data, model, fold);
      const after = await fitted(open, disturbed(data, fold), model, fold);
      expect(after.features.train).toEqual(before.features.train);
      expect(after.features.test).toEqual(before.features.test);
      expect(after.weights).toBe(before.weights);
      expect(after.result.test).toEqual(before.result.test);
      expect([after.result.curve, after.result.epochs]).toEqual([before.result.curve, before.result.epochs]);
      // What those rows are for does move: their own predictions.
      expect(after.result.validation).not.toEqual(before.result.validation);
    }
  },
);
