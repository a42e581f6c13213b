import { describe, expect, test } from 'vitest';
import { numpyRandom } from '@foldwise/core/testing/generators';
import { dataFolder } from '../data-folder.ts';
import { firstDigits, type Mnist, readMnist } from '../mnist.ts';
import { hasReferences, referencesTo } from '../test/references.ts';
import { convolutionalNetwork, stepsOf, type ThirdGeneration } from './digit-convolutions.ts';
import { countRight } from './digit-networks.ts';

interface Row {
  readonly net: string;
  readonly after_steps?: number;
  readonly accuracy_first_1000_validation?: number;
  readonly cost_before_update_at_step?: Readonly<Record<string, number>>;
  readonly mean_last_100?: number;
}

const published = referencesTo('nielsen') as {
  readonly network3_seeded_float64: { readonly rows: readonly Row[] };
};
const rows = published?.network3_seeded_float64.rows ?? [];

/** The networks of the record by their names in it, with the steps it has of them and those that are taken in a quick test. */
const networks: readonly (readonly [name: string, options: ThirdGeneration, steps: number, few: number])[] = [
  ['shallow fc100 softmax eta.1', { filters: [], activation: 'sigmoid', eta: 0.1, lambda: 0 }, 500, 500],
  ['conv20 sig fc100 eta.1', { filters: [20], activation: 'sigmoid', eta: 0.1, lambda: 0 }, 500, 50],
  ['dblconv sig eta.1', { filters: [20, 40], activation: 'sigmoid', eta: 0.1, lambda: 0 }, 200, 10],
  ['dblconv relu eta.03 lm.1', { filters: [20, 40], activation: 'relu', eta: 0.03, lambda: 0.1 }, 200, 50],
];

let read: Mnist | undefined;
/** Read once, when the first test asks for it. */
const mnist = (): Mnist => (read ??= readMnist(dataFolder()));

/** The last step that a record names. */
function lastOf(costs: Readonly<Record<string, number>>): number {
  return Math.max(...Object.keys(costs).map(Number));
}

/** The first so many steps of a network, and where they are not what the record says. */
function misses(name: string, options: ThirdGeneration, steps: number): readonly string[] {
  const { training, validation } = mnist();
  const those = rows.filter(({ net }) => net === name);
  const costs = those.find(
    (row) => row.cost_before_update_at_step !== undefined,
  )!.cost_before_update_at_step!;
  const mean = those.find((row) => row.mean_last_100 !== undefined)!.mean_last_100!;
  const missed: string[] = [];
  let [taken, sumOfLast] = [0, 0];
  for (const { cost, weights } of stepsOf(options, firstDigits(training, 5000), numpyRandom(0))) {
    const wanted = costs[taken];
    if (wanted !== undefined && Math.abs(cost / wanted - 1) > 1e-9)
      missed.push(`cost ${cost} at step ${taken}`);
    taken += 1;
    if (taken > lastOf(costs) - 99) sumOfLast += cost;
    if (taken === lastOf(costs) + 1 && Math.abs(sumOfLast / 100 / mean - 1) > 1e-9)
      missed.push(`a mean cost of ${sumOfLast / 100} in the last 100 steps`);
    const accuracy = those.find((row) => row.after_steps === taken)?.accuracy_first_1000_validation;
    if (accuracy !== undefined) {
      const right = countRight(convolutionalNetwork(options), weights(), firstDigits(validation, 1000));
      if (right !== Math.round(1000 * accuracy)) missed.push(`${right} right after ${taken} steps`);
    }
    if (taken === steps) break;
  }
  return missed;
}

describe.skipIf(!hasReferences)(
  'a network of the third generation (skipped where ../shared is absent)',
  { timeout: 120_000 },
  () => {
    test.each(networks)('%s has the published costs at first', (name, options, _, few) => {
      expect(misses(name, options, few)).toEqual([]);
    });

    test.each(networks)('%s has them in all steps', { tags: ['slow'] }, (name, options, steps) => {
      expect(misses(name, options, steps)).toEqual([]);
    });
  },
);
