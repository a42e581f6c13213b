import { log } from '@foldwise/core';
import { defineProgram, type Given } from '../lesson.ts';
import { pause } from '../pause.ts';
import { sigmoid } from './logistic.ts';
import { readMat } from './read-mat.ts';

/** Letters as lists of the words that occur in them, by their places in the vocabulary, and whether each is spam. */
export interface Corpus {
  readonly letters: readonly (readonly number[])[];
  readonly answers: readonly number[];
}

/** Number of words in the course's vocabulary. */
export const words = 1899;

/** The bias, and the weights of all words. */
export interface Weights {
  readonly bias: number;
  readonly words: Float64Array;
}

/** The words "train" and "test" of the corpus. */
export function readCorpus(data: Given['data'], part: 'Train' | 'Test'): Corpus {
  const file = `spam${part}.mat`;
  const matrices = readMat(data.bytes(file), file);
  const suffix = part === 'Train' ? '' : 'test';
  const { rows, columns, values } = matrices.get(`X${suffix}`)!;
  const letters = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_word, column) => column).filter(
      (column) => values[column * rows + row] === 1,
    ),
  );
  return { letters, answers: matrices.get(`y${suffix}`)!.values };
}

/** Bias and weights of the words that occur: an input that is 0 adds nothing. */
export function netOf({ bias, words: weights }: Weights, letter: readonly number[]): number {
  return letter.reduce((sum, word) => sum + weights[word]!, bias);
}

export function spamCost(weights: Weights, { letters, answers }: Corpus, lambda: number): number {
  const surprise = letters.reduce((sum, letter, i) => {
    const z = netOf(weights, letter);
    return sum - log(sigmoid(answers[i] === 1 ? z : -z));
  }, 0);
  const size = weights.words.reduce((sum, weight) => sum + weight * weight, 0);
  return (surprise + (lambda / 2) * size) / letters.length;
}

/** One step of gradient descent. */
export function spamStep(
  weights: Weights,
  { letters, answers }: Corpus,
  learningRate: number,
  lambda: number,
): Weights {
  let biasSlope = 0;
  const slopes = weights.words.map((weight) => lambda * weight);
  letters.forEach((letter, i) => {
    const error = sigmoid(netOf(weights, letter)) - answers[i]!;
    biasSlope += error;
    for (const word of letter) slopes[word]! += error;
  });
  const pace = learningRate / letters.length;
  return {
    bias: weights.bias - pace * biasSlope,
    words: weights.words.map((weight, word) => weight - pace * slopes[word]!),
  };
}

/** The share of letters that are sorted rightly. */
export function sortedRightly(weights: Weights, { letters, answers }: Corpus): number {
  const right = letters.filter((letter, i) => (netOf(weights, letter) >= 0 ? 1 : 0) === answers[i]);
  return right.length / letters.length;
}

export const spamCorpus = defineProgram({
  name: 'spam-corpus',
  title: 'The spam corpus: 1899 words, 4000 letters',
  files: ['spamTrain.mat', 'spamTest.mat', 'vocab.txt'],
  async run(report, { data, signal }) {
    const [train, test] = [readCorpus(data, 'Train'), readCorpus(data, 'Test')];
    const vocabulary = data
      .text('vocab.txt')
      .trim()
      .split(/\s+/)
      .filter((_, i) => i % 2 === 1);
    report.say('Learning rate 1, λ = 1, from weights of 0:');
    let weights: Weights = { bias: 0, words: new Float64Array(words) };
    const lines: number[][] = [];
    const costs: [number, number][] = [];
    for (let i = 0; i <= 1000; i++) {
      if (i % 10 === 0 || i === 1) {
        await pause();
        if (signal.aborted) return;
        const now = spamCost(weights, train, 1);
        report.progress(i, 1000, `cost ${now.toFixed(4)}`);
        costs.push([i, now]);
        if ([0, 1, 10, 100, 1000].includes(i)) {
          lines.push([i, now, sortedRightly(weights, train), sortedRightly(weights, test)]);
        }
      }
      if (i < 1000) weights = spamStep(weights, train, 1, 1);
    }
    report.table(['steps', 'cost', 'right of those learned from', 'right of 1000 others'], lines);
    report.plot({
      title: 'The cost',
      x: 'steps',
      y: 'cost',
      logarithmic: true,
      series: [{ name: 'cost', kind: 'line', points: costs }],
    });
    const byWeight = [...weights.words.keys()].toSorted((a, b) => weights.words[b]! - weights.words[a]!);
    report.say('The words that speak most for spam, and most against:');
    report.table(
      ['for', 'weight', 'against', 'weight '],
      Array.from({ length: 8 }, (_, i) => {
        const [most, least] = [byWeight[i]!, byWeight.at(-1 - i)!];
        return [vocabulary[most]!, weights.words[most]!, vocabulary[least]!, weights.words[least]!];
      }),
    );
  },
});
