import { defineProgram } from '../lesson.ts';
import { neuron } from './neuron.ts';

/** How many words of a letter are written in capitals throughout; a single letter is no word here. */
export function capitalizedWords(letter: string): number {
  return letter.match(/\b[A-Z]{2,}\b/g)?.length ?? 0;
}

/** The two questions, answered by 1 (yes) or 0 (no): more than one word in capitals? the word viagra? */
export function features(letter: string): readonly [number, number] {
  return [capitalizedWords(letter) > 1 ? 1 : 0, /viagra/i.test(letter) ? 1 : 0];
}

/** How sure the neuron is, from 0 to 1, that a letter is spam. */
export function spamProbability(letter: string): number {
  return neuron(features(letter), [7, 3], -2);
}

/** Letters made up for this lesson. */
export const letters = {
  'a friend': 'Hello Ada, the NASA pictures that you asked for are on my desk. See you at four!',
  'a shout': 'ACT NOW! You are the winner of our prize. FREE money for everybody who answers today.',
  'a pharmacy': 'Cheap Viagra, discreetly sent, no questions asked.',
  'a shouting pharmacy': 'BUY NOW: VIAGRA at HALF the price!',
};

export const spamFilter = defineProgram({
  name: 'spam-filter',
  title: 'A spam filter of two features',
  run(report) {
    report.say('Four letters, the two features of each, and how sure the neuron is that it is spam:');
    report.table(
      ['letter', 'words in capitals', 'x₁', 'x₂', 'spam', 'so it goes to'],
      Object.entries(letters).map(([name, letter]) => {
        const probability = spamProbability(letter);
        const folder = probability > 0.5 ? 'the spam folder' : 'the inbox';
        return [name, capitalizedWords(letter), ...features(letter), probability, folder];
      }),
    );
  },
});
