import { sequential, tensor } from '@foldwise/core';
import { numpyRandom } from '@foldwise/core/testing/generators';
import { describe, expect, test } from 'vitest';
import { dataFolder } from '../data-folder.ts';
import { mnistFiles } from '../mnist.ts';
import { record } from '../report/record.ts';
import { describeLesson } from '../test/describe-lesson.ts';
import { offBy } from '../test/off-by.ts';
import { hasReferences, referencesTo } from '../test/references.ts';
import { coverageOf } from './coverage.ts';
import { digitRecognizer } from './digit-recognizer.ts';
import { librariesAndCompetitions } from './lesson.ts';
import {
  keypointNetworks,
  lasagneCnn,
  lasagneMlp,
  nolearnNetworks,
  parametersOf,
} from './library-networks.ts';
import { slopeOfLogistic, slopeOfSquare } from './theano.ts';

describeLesson(librariesAndCompetitions);

interface Theano {
  readonly doc_examples: {
    readonly grad_x2: { readonly x: readonly number[]; readonly g: readonly number[] };
    readonly dlogistic: {
      readonly x: readonly (readonly number[])[];
      readonly g: readonly (readonly number[])[];
    };
  };
}

interface Lasagne {
  readonly mnist_example: { readonly mlp_params: number; readonly cnn_params: number };
}

interface Nolearn {
  readonly layer_info_params: Readonly<Record<string, number | boolean>>;
  readonly capacity_coverage: Readonly<Record<string, { readonly cap: number; readonly cov: number }>>;
  readonly facial_keypoints: {
    readonly rows: readonly {
      readonly net: string;
      readonly valid: number;
      readonly rmse: number;
      readonly params?: number;
    }[];
  };
}

describe.skipIf(!hasReferences)('the figures of the libraries (skipped where ../shared is absent)', () => {
  test('Theano’s slopes', () => {
    const { grad_x2: square, dlogistic } = (referencesTo('theano') as Theano).doc_examples;
    expect(offBy(slopeOfSquare(square.x), square.g)).toBeLessThan(1e-12);
    expect(offBy(slopeOfLogistic(tensor(dlogistic.x)).data, dlogistic.g.flat())).toBeLessThan(1e-12);
  });

  test('the sizes of Lasagne’s networks', () => {
    const { mlp_params: mlp, cnn_params: cnn } = (referencesTo('lasagne') as Lasagne).mnist_example;
    expect([parametersOf(lasagneMlp), parametersOf(lasagneCnn)]).toEqual([mlp, cnn]);
  });

  const nolearn = referencesTo('nolearn') as Nolearn;

  test('the sizes of nolearn’s networks', () => {
    const { verified: _, ...sizes } = nolearn.layer_info_params;
    const found = Object.entries(nolearnNetworks).map(([name, layers]) => [
      name,
      parametersOf(sequential(...layers)),
    ]);
    expect(Object.fromEntries(found)).toEqual(sizes);
    expect(Object.keys(sizes)).toEqual(['net0', 'net1', 'net2', 'net3', 'net4']);
  });

  test.each(['net2', 'net3', 'net4'])('nolearn’s capacity and coverage of %s', (name) => {
    const { cap, cov } = nolearn.capacity_coverage[`${name}_last_conv`]!;
    const { capacity, coverage } = coverageOf(nolearnNetworks[name]!, 28).at(-1)!;
    expect([capacity.toFixed(2), coverage.toFixed(2)]).toEqual([cap.toFixed(2), cov.toFixed(2)]);
  });

  test('the sizes and errors of nolearn’s networks for facial keypoints', { timeout: 60_000 }, () => {
    const { rows } = nolearn.facial_keypoints;
    const sized = rows.filter(({ params }) => params !== undefined);
    const found = sized.map(({ net }) => parametersOf(keypointNetworks[net]!, [96, 96, 1]));
    expect(found).toEqual(sized.map(({ params }) => params));
    // The loss is the mean square of coordinates divided by 48.
    const errors = rows.map(({ valid }) => 48 * Math.sqrt(valid));
    expect(
      offBy(
        errors,
        rows.map(({ rmse }) => rmse),
      ),
    ).toBeLessThan(1e-9);
  });
});

/** Kaggle's three files as texts, made of some rows of MNIST, and the labels of the test rows. */
function kaggleFiles(trainRows: Uint32Array, testRows: Uint32Array) {
  const [images, labels, moreImages, moreLabels] = mnistFiles.map((file) => dataFolder().bytes(file));
  const pixelsOf = (row: number) =>
    row < 60_000
      ? images!.subarray(16 + 784 * row, 800 + 784 * row)
      : moreImages!.subarray(16 + 784 * (row - 60_000), 800 + 784 * (row - 60_000));
  const labelOf = (row: number) => (row < 60_000 ? labels![8 + row]! : moreLabels![8 + row - 60_000]!);
  const heading = Array.from({ length: 784 }, (_, at) => `pixel${at}`).join(',');
  const lines = (rows: Uint32Array, line: (row: number, i: number) => string) =>
    Array.from(rows, line).join('\n');
  const texts: Readonly<Record<string, string>> = {
    'train.csv': `label,${heading}\n${lines(trainRows, (row) => `${labelOf(row)},${pixelsOf(row).join(',')}`)}\n`,
    'test.csv': `${heading}\n${lines(testRows, (row) => pixelsOf(row).join(','))}\n`,
    'sample_submission.csv': `ImageId,Label\n${lines(testRows, (_, i) => `${i + 1},0`)}\n`,
  };
  return { texts, truth: Array.from(testRows, labelOf) };
}

/** What the program says of such files, and the labels of the submission that it made. */
async function submit(texts: Readonly<Record<string, string>>) {
  const saved = new Map<string, string>();
  const { figures } = await record(digitRecognizer, {
    data: {
      missing: () => [],
      text: (name) => texts[name]!,
      bytes: (name) => new TextEncoder().encode(texts[name]),
    },
    signal: new AbortController().signal,
    slow: true,
    save: (name, text) => saved.set(name, text),
  });
  const [heading, ...lines] = saved.get('submission.csv')!.trimEnd().split('\n');
  return { figures, heading, lines: lines.map((line) => line.split(',').map(Number)) };
}

test('a small submission is valid, and better than chance', { timeout: 120_000 }, async () => {
  const rows = Uint32Array.from({ length: 1400 }, (_, row) => row);
  const { texts, truth } = kaggleFiles(rows.subarray(0, 1200), rows.subarray(1200));
  const { heading, lines } = await submit(texts);
  expect(heading).toBe('ImageId,Label');
  expect(lines.map(([id]) => id)).toEqual(truth.map((_, i) => i + 1));
  const right = lines.filter(([, label], i) => label === truth[i]).length;
  expect(right / truth.length).toBeGreaterThan(0.8);
});

test('the submission is at least 99 % right', { tags: ['slow'] }, async () => {
  // The 70,000 images of MNIST, cut as Kaggle cuts them: 42,000 with labels and 28,000 without.
  const order = Uint32Array.from(numpyRandom(42).permutation(70_000));
  const { texts, truth } = kaggleFiles(order.subarray(0, 42_000), order.subarray(42_000));
  const { figures, lines } = await submit(texts);
  expect(figures['right of those aside']).toBeGreaterThanOrEqual(0.99);
  const right = lines.filter(([, label], i) => label === truth[i]).length;
  expect(right / truth.length).toBeGreaterThanOrEqual(0.99);
});
