import { expect, test } from 'vitest';
import { offBy } from '../test/off-by.ts';
import { hasReferences, referencesTo } from '../test/references.ts';
import { learn, type NeuronCost, outputOf } from './saturated-neuron.ts';

interface Saturation {
  readonly quadratic_eta: number;
  readonly start_06_09: {
    readonly '0': number;
    readonly '300': number;
    readonly w: number;
    readonly b: number;
  };
  readonly start_2_2: Readonly<Record<'0' | '150' | '300', number>>;
  readonly cross_entropy_eta: number;
  readonly ce_true_gradient: Readonly<Record<string, number>>;
  readonly ce_site_widget: Readonly<Record<string, number>>;
}

const published = (referencesTo('nielsen') as { readonly saturation_neuron: Saturation } | undefined)
  ?.saturation_neuron;

test.skipIf(!hasReferences)(
  'a neuron that is badly wrong learns as slowly as published (skipped where ../shared is absent)',
  () => {
    const { quadratic_eta: eta, start_06_09: near, start_2_2: far } = published!;
    const path = learn({ w: 0.6, b: 0.9 }, 'quadratic', eta, 301);
    expect(
      offBy(
        [0, 300].map((step) => outputOf(path[step]!)),
        [near[0], near[300]],
      ),
    ).toBeLessThan(1e-9);
    // The weights that the record has beside the output of step 300 are those after the step that begins there.
    expect(offBy([path[301]!.w, path[301]!.b], [near.w, near.b])).toBeLessThan(1e-9);
    const farther = learn({ w: 2, b: 2 }, 'quadratic', eta, 300);
    expect(
      offBy(
        [0, 150, 300].map((step) => outputOf(farther[step]!)),
        [far[0], far[150], far[300]],
      ),
    ).toBeLessThan(1e-9);
  },
);

test.skipIf(!hasReferences).each([
  ['cross-entropy', 'ce_true_gradient'],
  ['as on the page', 'ce_site_widget'],
] as const satisfies readonly (readonly [NeuronCost, keyof Saturation])[])(
  'along the cost "%s", it learns as published',
  (cost, key) => {
    const eta = published!.cross_entropy_eta;
    const ends = [
      { w: 0.6, b: 0.9 },
      { w: 2, b: 2 },
    ].map((start) => outputOf(learn(start, cost, eta, 300)[300]!));
    expect(offBy(ends, Object.values(published![key]))).toBeLessThan(1e-9);
  },
);
