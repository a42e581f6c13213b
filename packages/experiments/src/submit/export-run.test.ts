import { readFileSync, writeFileSync } from 'node:fs';
import { decodeWeights, importOnnx, predict, referenceExecutor, type Tensor } from '@foldwise/core';
import { describe, expect, it } from 'vitest';
import { tinyCompetition } from '../../test/tiny-competition.ts';
import { artifactStore } from '../journal/artifacts.ts';
import { foldFeatures } from '../run/fold-features.ts';
import { openCompetition } from '../run/open-competition.ts';
import type { OpenCompetition } from '../run/options.ts';
import { prepareData } from '../run/prepare-data.ts';
import { runModel } from '../run/run-sweep.ts';
import { showRun } from '../run/runs.ts';
import { exportRun } from './export-run.ts';

const models = `{ net: neuralNetwork({ layers: [dense({ units: 4 }), activation('silu')], optimizer: adam(), epochs: 2 }), constant: constant() }`;

async function trained(model: string): Promise<OpenCompetition> {
  const open = await openCompetition(tinyCompetition({ parts: { models } }));
  await runModel(open, { model, workers: 0 });
  return open;
}

describe('an exported run', () => {
  it('is the network of a fold: its outputs are the predictions before the sigmoid', async () => {
    const open = await trained('net');
    const { run, fold, features, onnx } = await exportRun(open, 'best', { fold: 1 });
    const { network, weights, inputShape, metadata } = importOnnx(onnx);
    const data = await prepareData(open);
    const rows = foldFeatures(open.competition.features, data, 1);
    const logits = predict(network, weights, rows.validation, { executor: referenceExecutor });
    const details = await showRun(open.home, 'best');
    const stored = artifactStore(details.artifactsDirectory).get(details.predictions!);
    const { oof } = decodeWeights(stored).weights as { readonly oof: Tensor };
    data.folds[1]!.validation.forEach((row, i) => {
      expect(1 / (1 + Math.exp(-logits.data[i]!))).toBeCloseTo(oof.data[row]!, 6);
    });
    expect([run, fold, inputShape]).toEqual([details.row.id, 1, [features.length]]);
    expect(features).toEqual(rows.train.featureNames);
    expect(metadata).toEqual({ run, fold: '2', features: JSON.stringify(features) });
  });

  it('is refused where there is no network, or no such fold', async () => {
    const constant = await trained('constant');
    await expect(exportRun(constant, 'best')).rejects.toThrow(
      /: expected a run of a network, got one of another model — choose another one: foldwise runs tiny$/,
    );
    const net = await trained('net');
    await expect(exportRun(net, 'best', { fold: 3 })).rejects.toThrow(': expected a fold from 1 to 3, got 4');
  });

  it('is refused where the competition or its files have changed since', async () => {
    const open = await trained('net');
    const { models: _, ...rest } = open.competition;
    const other = await openCompetition(
      tinyCompetition({ parts: { models: models.replace('units: 4', 'units: 5') } }),
    );
    const changed = { ...open, competition: { ...rest, models: other.competition.models } };
    await expect(exportRun(changed, 'best')).rejects.toThrow(
      'expected the model and features that the run was made with, but the competition has others now — undo the change',
    );
    const file = `${open.home.dataDirectory}/train.csv`;
    writeFileSync(file, readFileSync(file, 'utf8').replace(',a,', ',b,'));
    await expect(exportRun(open, 'best')).rejects.toThrow('have changed since');
  });
});
