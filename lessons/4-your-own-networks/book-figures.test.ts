import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { dataFolder } from '../data-folder.ts';
import { firstDigits, type Mnist, readMnist } from '../mnist.ts';
import { hasReferences, referencesTo } from '../test/references.ts';
import { averageInk, guessedByInk } from './average-darkness.ts';
import {
  firstGeneration,
  learningRates,
  moreData,
  overfitting,
  weightInitialization,
} from './book-figures.ts';
import type { Overfit } from './book-figures.ts';
import { namedByMachine } from './support-vectors.ts';

interface Curves {
  readonly test_cost: readonly number[];
  readonly test_correct: readonly number[];
  readonly train_cost: readonly number[];
  readonly train_correct: readonly number[];
  readonly peak_test?: number;
}

interface Starts {
  readonly validation_correct_default: readonly number[];
  readonly validation_correct_large: readonly number[];
}

interface Nielsen {
  readonly data: {
    readonly md5: Readonly<Record<string, string>>;
    readonly mean_training_pixel: number;
    readonly train_label_counts: readonly number[];
    readonly validation_label_counts: readonly number[];
  };
  readonly average_darkness_baseline: { readonly correct: number; readonly averages: readonly number[] };
  readonly weight_initialization_30: Starts;
  readonly weight_initialization_100: Starts;
  readonly overfitting: Curves;
  readonly regularized: Curves;
  readonly overfitting_full: Curves;
  readonly regularized_full: Curves;
  readonly multiple_eta: {
    readonly etas: readonly number[];
    readonly train_cost: readonly (readonly number[])[];
  };
  readonly more_data: {
    readonly sizes: readonly number[];
    readonly net_percent: readonly number[];
    readonly svm_percent: readonly number[];
  };
  readonly network_py_seeded: {
    readonly rows: readonly {
      readonly net: readonly number[];
      readonly eta: number;
      readonly before: number;
      readonly test_correct: readonly number[];
    }[];
  };
}

const published = referencesTo('nielsen') as Nielsen;

let read: Mnist | undefined;
/** Read once, when the first test asks for it. */
const mnist = (): Mnist => (read ??= readMnist(dataFolder()));

/** The epochs whose costs or counts are farther from the record than they may be. */
function misses(
  found: readonly Overfit[],
  wanted: Curves,
  { cost, count }: { readonly cost: number; readonly count: number },
): readonly number[] {
  return found.flatMap((epoch, i) => {
    const costs = [epoch.trainCost - wanted.train_cost[i]!, epoch.testCost - wanted.test_cost[i]!];
    const counts = [epoch.trainRight - wanted.train_correct[i]!, epoch.testRight - wanted.test_correct[i]!];
    const isNear = Math.max(...costs.map(Math.abs)) < cost && Math.max(...counts.map(Math.abs)) <= count;
    return isNear ? [] : [i + 1];
  });
}

/** How many images of 10,000 a support vector machine names otherwise than in the record. */
function machineOff(images: number): number {
  const { sizes, svm_percent: percent } = published.more_data;
  const right = namedByMachine(firstDigits(mnist().training, images), mnist().validation);
  return Math.abs(right - Math.round(100 * percent[sizes.indexOf(images)]!));
}

const few = { images: 1000, lambda: 0 };
const exact = { cost: 1e-9, count: 0 };

describe.skipIf(!hasReferences)(
  'the digits of the book (skipped where ../shared is absent)',
  { timeout: 240_000 },
  () => {
    test('are those of its files', () => {
      const { data } = published;
      const hashes = Object.keys(data.md5).map((file) => [
        file,
        createHash('md5').update(dataFolder().bytes(file)).digest('hex'),
      ]);
      expect(Object.fromEntries(hashes)).toEqual(data.md5);
      const counts = (labels: Uint8Array) =>
        Array.from({ length: 10 }, (_, digit) => labels.filter((label) => label === digit).length);
      const { training, validation } = mnist();
      expect(counts(training.labels)).toEqual(data.train_label_counts);
      expect(counts(validation.labels)).toEqual(data.validation_label_counts);
      const ink = training.images.data.reduce((sum, pixel) => sum + pixel, 0) / training.images.data.length;
      expect(Math.abs(ink - data.mean_training_pixel)).toBeLessThan(1e-12);
    });

    test('are told by their ink as often as published', () => {
      const { correct, averages } = published.average_darkness_baseline;
      const found = averageInk(mnist().training);
      found.forEach((ink, digit) => expect(Math.abs(ink - averages[digit]!)).toBeLessThan(1e-9));
      expect(guessedByInk(mnist().test, found)).toBe(correct);
    });

    const firstRows = hasReferences ? published.network_py_seeded.rows.slice(0, 2) : [];
    test.each(firstRows)('are named by $net at η = $eta as published, in the first epoch', (row) => {
      const { net: sizes, eta, before, test_correct: right } = row;
      expect([...firstGeneration(mnist(), { sizes, eta, epochs: 1 })]).toEqual([before, right[0]]);
    });

    test('are named from divided first weights as published, in the first epoch', () => {
      const [first] = weightInitialization(mnist(), { hidden: 30, epochs: 1 });
      expect(first).toEqual({
        start: 'divided',
        right: published.weight_initialization_30.validation_correct_default[0],
      });
    });

    test.each([100, 200, 500])('are told by a machine that learned from %i as published', (images) => {
      expect(machineOff(images)).toBe(0);
    });

    test('are overfitted as published, in the first five epochs', () => {
      expect(misses([...overfitting(mnist(), { ...few, epochs: 5 })], published.overfitting, exact)).toEqual(
        [],
      );
      expect(
        misses([...overfitting(mnist(), { ...few, lambda: 0.1, epochs: 5 })], published.regularized, exact),
      ).toEqual([]);
    });
  },
);

/** The whole of the runs, minutes each. */
describe.skipIf(!hasReferences)(
  'the whole of a run (skipped where ../shared is absent)',
  { tags: ['slow'] },
  () => {
    const rows = hasReferences ? published.network_py_seeded.rows : [];
    // With small steps, and with those so large that all neurons are saturated, no rounding reaches the counts.
    const isStable = ({ eta }: { readonly eta: number }) => eta !== 3;
    test.each(rows.filter(isStable))('of the first generation, $net at η = $eta', (row) => {
      const { net: sizes, eta, before, test_correct: right } = row;
      expect([...firstGeneration(mnist(), { sizes, eta, epochs: right.length })]).toEqual([before, ...right]);
    });

    test.each(rows.filter((row) => !isStable(row)))('of the first generation, $net at η = $eta', (row) => {
      const { net: sizes, eta, before, test_correct: right } = row;
      const [first, ...found] = [...firstGeneration(mnist(), { sizes, eta, epochs: right.length })];
      expect([first, found[0]]).toEqual([before, right[0]]);
      // From the second epoch on, a change of one first weight in its sixteenth digit moves some tens of images.
      const off = found.map((count, epoch) => Math.abs(count - right[epoch]!));
      expect(Math.max(...off)).toBeLessThan(80);
      expect(Math.abs(found.at(-1)! - right.at(-1)!)).toBeLessThan(40);
    });

    test.each([30, 100] as const)('with %i hidden units, from divided and from large weights', (hidden) => {
      const { validation_correct_default: divided, validation_correct_large: large } =
        published[`weight_initialization_${hidden}`];
      const found = [...weightInitialization(mnist(), { hidden, epochs: 30 })].map(({ right }) => right);
      expect(found).toEqual([...divided, ...large]);
    });

    const prices = [
      ['without a price on weights', 0, published?.overfitting],
      ['with a price on weights', 0.1, published?.regularized],
    ] as const;
    test.each(prices)('of 400 epochs on 1000 images, %s', (_, lambda, wanted) => {
      const found = [...overfitting(mnist(), { ...few, lambda, epochs: 400 })];
      expect(misses(found, wanted, exact)).toEqual([]);
      expect(Math.max(...found.map(({ testRight }) => testRight))).toBe(wanted.peak_test);
    });

    test('of 10 epochs on all images, with a price on weights', () => {
      const found = [...overfitting(mnist(), { images: 50_000, lambda: 5, epochs: 10 })];
      expect(misses(found, published.regularized_full, { cost: 1e-5, count: 2 })).toEqual([]);
    });

    test('at three learning rates', () => {
      const { etas, train_cost: costs } = published.multiple_eta;
      const found = [...learningRates(mnist(), { epochs: 30 })];
      expect([...new Set(found.map(({ eta }) => eta))]).toEqual(etas);
      const off = (rate: number) =>
        found
          .slice(30 * rate, 30 * (rate + 1))
          .map(({ trainCost }, epoch) => Math.abs(trainCost - costs[rate]![epoch]!));
      expect(Math.max(...off(0), ...off(1))).toBeLessThan(1e-9);
      // The largest rate is chaotic, and its record a band.
      const wild = found.slice(60).map(({ trainCost }) => trainCost);
      expect(Math.min(...wild)).toBeGreaterThan(0.7);
      expect(Math.max(...wild)).toBeLessThan(1.2);
    });

    test.each([1000, 2000])('of a machine that learns from %i', (images) => {
      expect(machineOff(images)).toBe(0);
    });

    test('on more and more images', () => {
      const { sizes, net_percent: percent } = published.more_data;
      const found = [...moreData(mnist())];
      expect(found.map(({ images }) => images)).toEqual(sizes);
      expect(found.map(({ right }) => right / 100)).toEqual(percent);
    });
  },
);
