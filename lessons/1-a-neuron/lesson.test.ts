import { expect, test } from 'vitest';
import { describeLesson } from '../test/describe-lesson.ts';
import { given } from '../test/course-data.ts';
import { hasReferences, referencesTo } from '../test/references.ts';
import { aNeuron } from './lesson.ts';
import { net, neuron } from './neuron.ts';
import { capitalizedWords, features, spamProbability } from './spam-filter.ts';

describeLesson(aNeuron);

interface SeedNeuron {
  readonly inputs: readonly number[];
  readonly weights: readonly number[];
  readonly bias: number;
  readonly net: number;
  readonly output: number;
  readonly rounded: number;
  readonly truth_table: readonly {
    readonly x: readonly number[];
    readonly net: number;
    readonly out: number;
  }[];
  readonly sample_emails: {
    readonly cases: readonly {
      readonly file: string;
      readonly features: readonly number[];
      readonly caps: number;
      readonly p: number;
    }[];
  };
}

test.skipIf(!hasReferences)(
  'the neuron gives its published figures, digit for digit (skipped where ../shared is absent)',
  () => {
    const published = referencesTo('seed_neuron') as SeedNeuron;
    const { weights, bias } = published;
    expect(net(published.inputs, weights, bias)).toBe(published.net);
    expect(neuron(published.inputs, weights, bias)).toBe(published.output);
    expect(Math.round(neuron(published.inputs, weights, bias))).toBe(published.rounded);
    const table = published.truth_table.map(({ x }) => ({
      x,
      net: net(x, weights, bias),
      out: neuron(x, weights, bias),
    }));
    expect(table).toEqual(published.truth_table);
  },
);

test.skipIf(!hasReferences)(
  'the course’s letters have their published features (skipped where ../shared is absent)',
  () => {
    const { cases } = (referencesTo('seed_neuron') as SeedNeuron).sample_emails;
    const found = cases.map(({ file }) => {
      const letter = given.data.text(file);
      return { file, features: features(letter), caps: capitalizedWords(letter), p: spamProbability(letter) };
    });
    expect(found).toEqual(cases);
  },
);
