import { numpyRandom, pythonRandom } from '@foldwise/core/testing/generators';
import { firstDigits, type Mnist } from '../mnist.ts';
import {
  type BookRandom,
  bookCrossEntropy,
  bookWeights,
  countRight,
  digitNetwork,
} from './digit-networks.ts';
import { epochsOf, inOrder, quadraticCost, totalCost } from './digit-networks.ts';

/** The seed of the book's figures, for both streams. */
export function bookRandom(seed = 12345678): BookRandom {
  return { weights: numpyRandom(seed), order: pythonRandom(seed) };
}

/** The first so many of what comes. */
function* firstOf<T>(count: number, from: Iterable<T>): Generator<T> {
  let taken = 0;
  if (count === 0) return;
  for (const item of from) {
    yield item;
    if (++taken === count) return;
  }
}

/** Test images named rightly by a network of the first generation, before it learns and after each epoch. */
export function* firstGeneration(
  { training, test }: Mnist,
  {
    sizes,
    eta,
    epochs,
  }: { readonly sizes: readonly number[]; readonly eta: number; readonly epochs: number },
): Generator<number> {
  const random = bookRandom();
  const network = digitNetwork(sizes);
  const start = bookWeights(random, sizes, 'large');
  yield countRight(network, start, test);
  const settings = { sizes, cost: quadraticCost, eta, lambda: 0, start };
  const trained = epochsOf(settings, training, inOrder(50_000), random);
  for (const weights of firstOf(epochs, trained)) yield countRight(network, weights, test);
}

/** Validation images named rightly after each epoch, from divided first weights and then, the shuffles going on, from large ones. */
export function* weightInitialization(
  { training, validation }: Mnist,
  { hidden, epochs }: { readonly hidden: number; readonly epochs: number },
): Generator<{ readonly start: 'divided' | 'large'; readonly right: number }> {
  const random = bookRandom();
  const sizes = [784, hidden, 10];
  const network = digitNetwork(sizes);
  const order = inOrder(50_000);
  for (const scale of ['divided', 'large'] as const) {
    const start = bookWeights(random, sizes, scale);
    const settings = { sizes, cost: bookCrossEntropy, eta: 0.1, lambda: 5, start };
    for (const weights of firstOf(epochs, epochsOf(settings, training, order, random)))
      yield { start: scale, right: countRight(network, weights, validation) };
  }
}

/** How a network does on the images that it learns from, and on others. */
export interface Overfit {
  readonly trainCost: number;
  readonly trainRight: number;
  readonly testCost: number;
  readonly testRight: number;
}

/** A network of 30 hidden units that learns from few images, or from all, with a penalty λ or without. */
export function* overfitting(
  { training, test }: Mnist,
  { images, lambda, epochs }: { readonly images: number; readonly lambda: number; readonly epochs: number },
): Generator<Overfit> {
  const random = bookRandom();
  const sizes = [784, 30, 10];
  const network = digitNetwork(sizes);
  // The program draws divided weights before it throws them away for large ones.
  bookWeights(random, sizes, 'divided');
  const start = bookWeights(random, sizes, 'large');
  const few = firstDigits(training, images);
  const settings = { sizes, cost: bookCrossEntropy, eta: 0.5, lambda, start };
  for (const weights of firstOf(epochs, epochsOf(settings, few, inOrder(images), random))) {
    yield {
      trainCost: totalCost(network, weights, few, lambda),
      trainRight: countRight(network, weights, few),
      testCost: totalCost(network, weights, test, lambda),
      testRight: countRight(network, weights, test),
    };
  }
}

/** The cost of the training images after each epoch, at three learning rates one after the other. */
export function* learningRates(
  { training }: Mnist,
  { epochs }: { readonly epochs: number },
): Generator<{ readonly eta: number; readonly trainCost: number }> {
  const random = bookRandom();
  const sizes = [784, 30, 10];
  const network = digitNetwork(sizes);
  const order = inOrder(50_000);
  for (const eta of [0.025, 0.25, 2.5]) {
    const start = bookWeights(random, sizes, 'divided');
    const settings = { sizes, cost: bookCrossEntropy, eta, lambda: 5, start };
    for (const weights of firstOf(epochs, epochsOf(settings, training, order, random)))
      yield { eta, trainCost: totalCost(network, weights, training, 5) };
  }
}

/** Validation images named rightly by networks that learned from more and more images, each for 1.5 million steps of one image. */
export function* moreData(
  { training, validation }: Mnist,
  sizesOfData: readonly number[] = [100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000],
): Generator<{ readonly images: number; readonly right: number }> {
  const random = bookRandom();
  const sizes = [784, 30, 10];
  const network = digitNetwork(sizes);
  bookWeights(random, sizes, 'divided');
  for (const images of sizesOfData) {
    const start = bookWeights(random, sizes, 'large');
    const settings = { sizes, cost: bookCrossEntropy, eta: 0.5, lambda: images * 0.0001, start };
    const trained = epochsOf(settings, firstDigits(training, images), inOrder(images), random);
    let last = start;
    for (const weights of firstOf(1_500_000 / images, trained)) last = weights;
    yield { images, right: countRight(network, last, validation) };
  }
}
