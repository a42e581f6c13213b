import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importOnnx } from '@foldwise/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { foldwise } from '../../test/fake-io.ts';
import { put, userFolder } from '../../test/made-up.ts';

const cwd = userFolder();

/** Images of 3 by 3 in two classes, told apart by a small convolution. */
function images(): Readonly<Record<string, string>> {
  const pixels = Array.from({ length: 9 }, (_, i) => `p${i}`);
  const row = (i: number): string => pixels.map((_, at) => (i * 7 + at * 5) % 11).join(',');
  const train = Array.from({ length: 60 }, (_, i) => `${i},${row(i)},${(i * 7) % 11 > 5 ? 1 : 0}`);
  const held = Array.from({ length: 10 }, (_, i) => `${60 + i},${row(60 + i)}`);
  return {
    'data/train.csv': [`id,${pixels.join(',')},label`, ...train, ''].join('\n'),
    'data/test.csv': [`id,${pixels.join(',')}`, ...held, ''].join('\n'),
    'data/sample_submission.csv': ['id,label', ...held.map((_, i) => `${60 + i},0`), ''].join('\n'),
    'competition.ts': `
      import { accuracy, activation, adam, conv2d, flatten, reshapeTo } from '@foldwise/core';
      import { defineSchema, id, kaggleFolder, kFold, number, numeric, onColumns, standardScale, target } from '@foldwise/data';
      import { binary, constant, defineCompetition, neuralNetwork } from '@foldwise/experiments';
      export default defineCompetition({
        name: 'tiles',
        schema: defineSchema({ id: id(), ${pixels.map((name) => `${name}: number()`).join(', ')}, label: target() }),
        source: kaggleFolder(),
        task: binary({ positive: '1', negative: '0' }),
        metric: accuracy(),
        splitter: kFold({ folds: 2 }),
        features: onColumns(numeric(), standardScale()),
        models: {
          tiles: neuralNetwork({
            layers: [reshapeTo([3, 3, 1]), conv2d({ filters: 2, kernelSize: 2 }), activation('relu'), flatten()],
            optimizer: adam({ learningRate: 0.01 }),
            epochs: 3,
          }),
          guess: constant(),
        },
      });
    `,
  };
}

const said = async (...args: readonly string[]) => foldwise(['plot', 'tiles', ...args], { cwd });

beforeAll(async () => {
  put(join(cwd, 'competitions', 'tiles'), images());
  for (const model of ['tiles', 'guess']) {
    const { code, err } = await foldwise(['cv', 'tiles', model, '--workers', '1'], { cwd });
    if (code !== 0) throw new Error(err);
  }
}, 60_000);

async function idOf(model: string): Promise<string> {
  const { out } = await foldwise(['runs', 'tiles', '--json'], { cwd });
  const rows = JSON.parse(out) as readonly { readonly id: string }[];
  return rows.find(({ id }) => id.startsWith(model))!.id;
}

describe('plot', () => {
  test('draws the curves of all folds in the terminal', async () => {
    const { code, out } = await said(await idOf('tiles'));
    expect(out).toMatch(/^tiles, run tiles-\w+\/0: learning curves\n/);
    expect(out).toMatch(/→ epoch {3}↑ on rows kept aside {3}\* fold 1 {3}o fold 2\n$/);
    expect(code).toBe(0);
    const steps = /^ +[\d.]+ │/m;
    expect((await said(await idOf('tiles'), '--log')).out).toMatch(steps);
  });

  test('draws layers and filters', async () => {
    const run = await idOf('tiles');
    const network = await said(run, '--of', 'network');
    expect(network.out).toContain('↓ conv2d  3×3×1 → 2×2×2, 10 parameters\n');
    const filters = await said(run, '--of', 'filters');
    expect(filters.out).toMatch(/: 1\/kernel of fold 1\n\nfilter 0 {2}filter 1\n/);
  });

  test('draws what the network makes of an image that it has not learned from', async () => {
    const run = await idOf('tiles');
    const given = await said(run, '--of', 'activations', '--fold', '2');
    expect(given.err).toBe('');
    expect(given.out).toMatch(
      /^tiles, run tiles-\w+\/0, fold 2: what conv2d at sequential\[1\] gives, row \d+\n\nchannel 0 {2}channel 1\n/,
    );
    const first = /row (\d+)/.exec(given.out)![1]!;
    const map = await said(run, '--of', 'saliency', '--fold', '2', '--row', first, '--output', '1');
    expect(map.out).toMatch(new RegExp(`fold 2: saliency of 1, row ${first}\\n\\nthe row {2,}saliency\\n`));
    expect((await said(run, '--of', 'occlusion')).out).toMatch(/fold 1: occlusion of 1, row \d+\n\nthe row/);
    expect((await said(run, '--of', 'activations', '--layer', 'sequential[2]')).out).toContain(
      'what activation at sequential[2] gives',
    );
  });

  test('says which rows, layers and outputs there are', async () => {
    const run = await idOf('tiles');
    expect((await said(run, '--of', 'saliency', '--row', 'x')).err).toMatch(
      /expected the id of a row that fold 1 was scored on, got "x" — pass one such as --row \d+, or another --fold/,
    );
    expect((await said(run, '--of', 'activations', '--layer', 'sequential[3]')).err).toContain(
      'expected a layer that gives images, got "sequential[3]"',
    );
    expect((await said(run, '--of', 'occlusion', '--output', '0')).err).toContain(
      'expected a class that has an output of its own, got "0"',
    );
    expect((await said(await idOf('guess'), '--of', 'saliency')).err).toContain(
      'expected a run of a network, got one of another model',
    );
  });

  test('writes SVG and PNG', async () => {
    const run = await idOf('tiles');
    const { out } = await said(run, '--of', 'filters', '--svg', 'f.svg', '--png', 'f.png');
    expect(out).toBe('wrote f.svg\nwrote f.png\n');
    expect(readFileSync(join(cwd, 'f.svg'), 'utf8')).toContain('>filter 1</text>');
    expect(readFileSync(join(cwd, 'f.png')).subarray(1, 4).toString()).toBe('PNG');
  });

  test('says what a run has nothing of, and where nothing can be written', async () => {
    const guess = await idOf('guess');
    const curves = await said(guess);
    expect(curves.code).not.toBe(0);
    expect(curves.err).toContain(`plot: expected a run that was trained by epochs, got ${guess}`);
    expect((await said(guess, '--of', 'network')).err).toContain('plot: expected a run of a network');
    expect((await said(guess, '--of', 'filters')).err).toContain(
      'plot: expected a run of a network with a convolution',
    );
    const nowhere = await said(await idOf('tiles'), '--svg', 'no/such/folder.svg');
    expect(nowhere.err).toContain('no/such/folder.svg: expected a file that can be written');
    expect((await said('best', '--of', 'curve')).err).toContain('curve');
  });
});

describe('export', () => {
  test('writes the network of a fold as an ONNX file', async () => {
    const run = await idOf('tiles');
    const { out, err } = await foldwise(['export', 'tiles', run, '--fold', '2', '--onnx', 'tiles.onnx'], {
      cwd,
    });
    expect(err).toBe('');
    expect(out).toBe(`wrote tiles.onnx: run ${run}, fold 2, from 9 features to raw outputs\n`);
    const { network, inputShape } = importOnnx(readFileSync(join(cwd, 'tiles.onnx')));
    expect([inputShape, network.outputShape([9])]).toEqual([[9], [1]]);
    const none = await foldwise(['export', 'tiles', await idOf('guess'), '--onnx', 'no.onnx'], { cwd });
    expect(none.err).toContain('expected a run of a network, got one of another model');
  });
});
