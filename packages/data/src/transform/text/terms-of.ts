import { FoldwiseError } from '@foldwise/core/base';
import { checkChoice } from '../check-option.ts';

/** How a text is taken apart. */
export interface TermOptions {
  /**
   * `'word'` (the default): runs of at least two letters, digits and underscores. `'character'`: any characters in a row, blanks too.
   * `'characterInWord'`: characters in a row inside of a word, a blank before and behind it.
   */
  readonly of?: 'word' | 'character' | 'characterInWord';
  /** The shortest and the longest run of words or characters that makes a term; default [1, 1]. */
  readonly ngrams?: readonly [least: number, most: number];
  /** Make no difference between `The` and `the`; default true. */
  readonly lowercase?: boolean;
}

/** The same with every option decided. */
export type Terms = Required<TermOptions>;

export function checkTerms(where: string, options: TermOptions): Terms {
  const { of = 'word', ngrams = [1, 1], lowercase = true } = options;
  checkChoice(where, 'of', of, ['word', 'character', 'characterInWord']);
  const [least, most] = ngrams;
  if (!(Number.isInteger(least) && Number.isInteger(most) && least >= 1 && most >= least)) {
    throw new FoldwiseError(
      `expected ngrams to be two whole numbers 1 ≤ least ≤ most, got [${ngrams.join(', ')}]`,
      {
        code: 'input',
        where,
        hint: 'pass ngrams: [1, 2] for words and pairs of words',
      },
    );
  }
  return Object.freeze({ of, ngrams: Object.freeze([least, most] as const), lowercase });
}

/** The terms of a text in their order, as often as they occur: those of scikit-learn's `CountVectorizer`. */
export function termsOf(text: string, { of, ngrams, lowercase }: Terms): readonly string[] {
  const cased = lowercase ? text.toLowerCase() : text;
  if (of === 'word') return runsOf(cased.match(/[\p{L}\p{N}_]{2,}/gu) ?? [], ngrams, ' ');
  const plain = cased.replaceAll(/\s\s+/g, ' ');
  if (of === 'character') return runsOf(Array.from(plain), ngrams, '');
  const words = plain.split(/\s+/).filter((word) => word !== '');
  return words.flatMap((word) => runsInWord(Array.from(` ${word} `), ngrams));
}

function runsOf(pieces: readonly string[], [least, most]: Terms['ngrams'], glue: string): readonly string[] {
  if (most === 1) return pieces;
  const runs: string[] = [];
  for (let length = least; length <= Math.min(most, pieces.length); length++) {
    for (let first = 0; first + length <= pieces.length; first++) {
      runs.push(pieces.slice(first, first + length).join(glue));
    }
  }
  return runs;
}

/** A word shorter than a run counts once as it is, and longer runs are then left out. */
function runsInWord(characters: readonly string[], [least, most]: Terms['ngrams']): readonly string[] {
  const runs: string[] = [];
  for (let length = least; length <= most; length++) {
    if (characters.length <= length) {
      runs.push(characters.join(''));
      break;
    }
    runs.push(...runsOf(characters, [length, length], ''));
  }
  return runs;
}
