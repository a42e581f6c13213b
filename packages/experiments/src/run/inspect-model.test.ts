import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { executorFor } from '@foldwise/core';
import { expect, it } from 'vitest';
import { tinyCompetition } from '../../test/tiny-competition.ts';
import { inspectModel } from './inspect-model.ts';
import { openCompetition } from './open-competition.ts';

const network = `neuralNetwork({ layers: [dense({ units: 9 }), activation('silu')], optimizer: adam({ learningRate: 0.02 }), epochs: 6, batchSize: 8 })`;
/** A competition of a network and a model that is none; each call is a folder of its own. */
const tiny = () =>
  tinyCompetition({ parts: { models: `{ net: ${network}, mean: constant() }`, metric: 'logLoss()' } });

it('measures the kernels of a training step, and looks at the layers; nothing is kept', async () => {
  const home = tiny();
  const open = await openCompetition(home);
  const { tier, kernels, statistics } = await inspectModel(open, { profile: true, statistics: true });
  expect(tier).toBe(executorFor().tier);
  expect(kernels!.map(({ part }) => part)).toEqual(
    expect.arrayContaining(['sequential[0] > dense', 'optimizer']),
  );
  expect(kernels!.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  expect(statistics!.activations.map(({ path }) => path)).toEqual([
    'sequential[0] > dense',
    'sequential[1] > activation',
    'sequential[2] > dense',
  ]);
  expect(existsSync(join(home.directory, 'runs', 'artifacts'))).toBe(false);
});

it('is the same for the same seed, whatever else is asked for', async () => {
  const open = await openCompetition(tiny());
  const first = await inspectModel(open, { statistics: true, portable: true });
  expect(first.kernels).toBeNull();
  expect((await inspectModel(open, { statistics: true, portable: true })).statistics).toEqual(
    first.statistics,
  );
  expect((await inspectModel(open, { statistics: true, portable: true, seed: 2 })).statistics).not.toEqual(
    first.statistics,
  );
});

it('has nothing to say of a model without a network', async () => {
  const open = await openCompetition(tiny());
  const asked = { model: 'mean', profile: true, statistics: true };
  expect(await inspectModel(open, asked)).toMatchObject({ kernels: null, statistics: null });
});
