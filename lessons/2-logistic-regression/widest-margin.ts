import { defineProgram } from '../lesson.ts';
import { type Corpus, readCorpus, sortedRightly, type Weights, words } from './spam-corpus.ts';

/**
 * The border with the widest margin (a support vector machine): sequential minimal optimisation (Platt 1998). Each step moves weight
 * between two letters: the one that is most off, and the one that gains most with it (Fan, Chen & Lin 2005), until no two are off by
 * more than the tolerance.
 */
export function widestMargin({ letters, answers }: Corpus, cost: number, tolerance: number): Weights {
  const signs = answers.map((answer) => (answer === 1 ? 1 : -1));
  const shares = new Float64Array(letters.length);
  const weights = new Float64Array(words);
  // What each letter is off: sign minus net without the bias.
  const off = Float64Array.from(signs);
  const byWord = lettersByWord(letters);
  const canRise = (i: number) => (signs[i]! > 0 ? shares[i]! < cost : shares[i]! > 0);
  const canFall = (i: number) => (signs[i]! > 0 ? shares[i]! > 0 : shares[i]! < cost);
  for (;;) {
    let up = -1;
    for (let i = 0; i < letters.length; i++) if (canRise(i) && (up < 0 || off[i]! >= off[up]!)) up = i;
    const shared = wordsShared(letters, byWord, letters[up]!);
    let down = -1;
    let [least, most] = [Infinity, 0];
    for (let i = 0; i < letters.length; i++) {
      if (!canFall(i)) continue;
      least = Math.min(least, off[i]!);
      const gap = off[up]! - off[i]!;
      const gain = gap > 0 ? gap ** 2 / distance(i) : -1;
      if (gain >= most) [down, most] = [i, gain];
    }
    if (off[up]! - least < tolerance) return { bias: (off[up]! + least) / 2, words: weights };
    const room = Math.min(
      signs[up]! > 0 ? cost - shares[up]! : shares[up]!,
      signs[down]! > 0 ? shares[down]! : cost - shares[down]!,
    );
    const move = Math.min((off[up]! - off[down]!) / distance(down), room);
    shares[up]! += signs[up]! * move;
    shares[down]! -= signs[down]! * move;
    change(letters[up]!, move);
    change(letters[down]!, -move);

    /** How many words are in only one of the two letters; of letters alike, next to nothing. */
    function distance(i: number): number {
      return Math.max(letters[up]!.length + letters[i]!.length - 2 * shared[i]!, 1e-12);
    }
  }

  function change(letter: readonly number[], by: number): void {
    for (const word of letter) {
      weights[word]! += by;
      for (const other of byWord[word]!) off[other]! -= by;
    }
  }
}

/** How many words each letter shares with one of them. */
function wordsShared(
  letters: Corpus['letters'],
  byWord: readonly (readonly number[])[],
  letter: readonly number[],
): Uint16Array {
  const counts = new Uint16Array(letters.length);
  for (const word of letter) for (const other of byWord[word]!) counts[other]!++;
  return counts;
}

function lettersByWord(letters: Corpus['letters']): readonly (readonly number[])[] {
  const lists: number[][] = Array.from({ length: words }, () => []);
  letters.forEach((letter, i) => letter.forEach((word) => lists[word]!.push(i)));
  return lists;
}

export const widestMarginProgram = defineProgram({
  name: 'widest-margin',
  title: 'The same letters, by the widest margin',
  files: ['spamTrain.mat', 'spamTest.mat', 'vocab.txt'],
  run(report, { data }) {
    const [train, test] = [readCorpus(data, 'Train'), readCorpus(data, 'Test')];
    const vocabulary = data
      .text('vocab.txt')
      .trim()
      .split(/\s+/)
      .filter((_, i) => i % 2 === 1);
    const weights = widestMargin(train, 0.1, 1e-5);
    report.figures({
      'right of those learned from': sortedRightly(weights, train),
      'right of 1000 others': sortedRightly(weights, test),
    });
    const heaviest = [...weights.words.keys()].toSorted((a, b) => weights.words[b]! - weights.words[a]!);
    report.table(
      ['word', 'weight'],
      heaviest.slice(0, 15).map((word) => [vocabulary[word]!, weights.words[word]!]),
    );
  },
});
