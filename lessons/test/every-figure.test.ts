import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { allReferences, hasReferences } from './references.ts';

/** The tests that compare what the record holds, by the place of what was verified in it; a place stands for all below it. */
const comparedIn: Readonly<Record<string, string>> = {
  rng: '../packages/core/src/testing/generators/generators.test.ts',
  seed_neuron: '1-a-neuron/lesson.test.ts',
  borgen_logistic: '2-logistic-regression/lesson.test.ts',
  'ng_coursera.ex1': '2-logistic-regression/lesson.test.ts',
  'ng_coursera.ex2': '2-logistic-regression/lesson.test.ts',
  'ng_coursera.ex2_reg': '2-logistic-regression/lesson.test.ts',
  'ng_coursera.ex3': '4-your-own-networks/one-versus-all.test.ts',
  'ng_coursera.ex4': '4-your-own-networks/one-versus-all.test.ts',
  'ng_coursera.ex5': '2-logistic-regression/lesson.test.ts',
  'ng_coursera.ex6_spam': '2-logistic-regression/lesson.test.ts',
  mazur: '3-backpropagation/lesson.test.ts',
  karpathy_hackers_guide: '3-backpropagation/lesson.test.ts',
  micrograd: '3-backpropagation/lesson.test.ts',
  trask: '4-your-own-networks/eleven-lines.test.ts',
  wildml: '4-your-own-networks/moons.test.ts',
  'wildml.logreg_cv_baseline': '4-your-own-networks/straight-border.test.ts',
  welch: '4-your-own-networks/sleep-and-study.test.ts',
  nielsen: '4-your-own-networks/book-figures.test.ts',
  'nielsen.saturation_neuron': '4-your-own-networks/saturated-neuron.test.ts',
  'nielsen.network3_seeded_float64': '4-your-own-networks/digit-convolutions.test.ts',
  'lasagne.update_rules_golden': '../packages/core/src/optim/lasagne.test.ts',
  'lasagne.activation_values': '../packages/core/src/nn/layers/lasagne-activations.test.ts',
  'lasagne.mnist_example': '5-libraries-and-competitions/lesson.test.ts',
  nolearn: '5-libraries-and-competitions/lesson.test.ts',
  theano: '5-libraries-and-competitions/lesson.test.ts',
};

/** Numbers that lie beside what was verified and are not figures that a test could compare, each with the reason. */
const notCompared: Readonly<Record<string, string>> = {
  'ng_coursera.ex2.course_printed': 'is printed with fewer digits, which the test has as it has the optimum',
  'karpathy_hackers_guide.random_search_quote': 'cannot be repeated: its random numbers are not known',
  'welch.bfgs': 'says how far a method of SciPy came; the test asks for what its `accept` says in words',
  'nielsen.saturation_neuron.input': 'is what the program is about',
  'lasagne.mnist_example.tutorial_epochs': 'was not verified: only the numbers of parameters were',
  'nolearn.facial_keypoints.specialists': 'is quoted of a competition whose data cannot be had',
  'nolearn.facial_keypoints.flip_indices': 'names columns of that data',
};

/** What was verified, with its fields: all but what lies in it and has a mark of its own. */
interface Item {
  readonly place: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function itemsIn(value: unknown, place = ''): readonly Item[] {
  if (!isObject(value)) return [];
  const inner = Object.entries(value).flatMap(([key, each]) =>
    itemsIn(each, place === '' ? key : `${place}.${key}`),
  );
  const isMarked = (each: unknown) => isObject(each) && 'verified' in each;
  const own = Object.entries(value).filter(([key, each]) => key !== 'verified' && !isMarked(each));
  // A figure file that nobody ran again has a mark that says so.
  const isVerified = !/^(?:undefined|false|.*not re-run)$/.test(String(value['verified']));
  return isVerified ? [{ place, fields: Object.fromEntries(own) }, ...inner] : inner;
}

/** All numbers in a value, however deep. */
function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  return isObject(value) || Array.isArray(value) ? Object.values(value).flatMap(numbersIn) : [];
}

function testOf(place: string): string | undefined {
  const parts = place.split('.');
  const places = parts.map((_, i) => parts.slice(0, parts.length - i).join('.'));
  return places.map((each) => comparedIn[each]).find((file) => file !== undefined);
}

const read = new Map<string, ReadonlySet<string>>();

/** Names and numbers that a file holds. */
function wordsOf(file: string): ReadonlySet<string> {
  const known = read.get(file);
  if (known !== undefined) return known;
  const source = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
  const numbers = source.replaceAll('_', '').matchAll(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g);
  const words = new Set([...(source.match(/[\w$]+/g) ?? []), ...[...numbers].map(([number]) => number)]);
  read.set(file, words);
  return words;
}

/** Whether the numbers of a value are all written out. */
function areIn(words: ReadonlySet<string>, value: unknown): boolean {
  return numbersIn(value).every((number) => words.has(String(number)));
}

describe.skipIf(!hasReferences)('the record of published figures (skipped where ../shared is absent)', () => {
  const items = itemsIn(allReferences());

  test('has a test for all that was verified', () => {
    expect(items.length).toBeGreaterThan(40);
    expect(items.map(({ place }) => place).filter((place) => testOf(place) === undefined)).toEqual([
      // The whole of the exercises, whose parts are marked one by one.
      'ng_coursera',
    ]);
  });

  test('has no number that is neither compared nor left out for a reason', () => {
    const forgotten: readonly string[] = items.flatMap(({ place, fields }) => {
      const named = Object.entries(fields).map(([name, value]) => [`${place}.${name}`, name, value] as const);
      return named.flatMap(([field, name, value]) => {
        const file = testOf(field);
        const isCompared = file === undefined || wordsOf(file).has(name) || areIn(wordsOf(file), value);
        return isCompared ? [] : [field];
      });
    });
    expect(forgotten.filter((place) => !(place in notCompared))).toEqual([]);
    expect(Object.keys(notCompared).filter((place) => !forgotten.includes(place))).toEqual([]);
  });
});
