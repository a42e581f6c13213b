import type { CompetitionHome } from '../src/run/home.ts';
import { tinyCompetition } from './tiny-competition.ts';

/**
 * A model whose curves and scores are made of its parameter alone, with a little that is random: the further from 0.4, the worse. It writes
 * down each epoch that it begins, in a file of the competition's folder, since what is pruned is not to be trained.
 */
const hill = (delay: number, unit: string): string => `
import { appendFileSync } from 'node:fs';
const epochsBegun = new URL('epochs.txt', import.meta.url);
function hill({ place }) {
  const far = Math.abs(place - 0.4);
  return {
    spec: { kind: 'hill', place },
    async fit(train, context) {
      for (let epoch = 1; epoch <= 9; epoch++) {
        await new Promise((resolve) => setTimeout(resolve, ${delay}));
        if (context.signal?.aborted) throw new Error('stopped');
        appendFileSync(epochsBegun, 'e');
        const wavering = 0.05 * context.rng.split('epoch ' + epoch).uniform();
        const loss = far + 1 / epoch + wavering;
        context.report?.(epoch, '${unit}' === 'loss' ? loss : -loss, '${unit}');
      }
      const wrong = 0.9 * far + 0.04 * context.rng.split('rows').uniform();
      return {
        predict: ({ shape, data }) => ({
          shape: [shape[0], 1],
          // So many of the rows are said to be the other one; which they are, their own numbers say.
          data: Float64Array.from({ length: shape[0] }, (_, i) => {
            const x = data[i * shape[1]];
            const isTurned = Math.abs(x * 997.13) % 1 < wrong;
            return x > 0 !== isTurned ? 0.9 : 0.1;
          }),
        }),
      };
    },
  };
}`;

/** What a competition is swept with. */
export interface PrunedOptions {
  /** Source text of the pruner. */
  readonly pruner?: string;
  /** Source text of the stopping rule. */
  readonly stop?: string;
  readonly trials?: number;
  /** Milliseconds an epoch. */
  readonly delay?: number;
  /** What the epochs report. */
  readonly unit?: 'metric' | 'loss';
  readonly folds?: number;
}

/** A tiny competition with a sweep of trials good and bad, whose parameter is a number from 0 to 1 of which 0.4 is the best. */
export function prunedCompetition({
  pruner,
  stop,
  trials = 20,
  delay = 0,
  unit = 'loss',
  folds = 3,
}: PrunedOptions): CompetitionHome {
  const part = (name: string, text: string | undefined) =>
    text === undefined ? '' : `${name}: experiments.${text},`;
  const before = `${hill(delay, unit)}
const hills = defineSweep({
  name: 'hills',
  space: { place: float(0, 1) },
  enqueue: [{ place: 0.3 }, { place: 0.6 }, { place: 0.5 }],
  trials: ${trials},
  lag: 4,
  sampler: randomSampler(),
  ${part('pruner', pruner)}
  ${part('stop', stop)}
  model: (p) => hill(p),
});`;
  return tinyCompetition({
    before,
    parts: { sweeps: '[hills]', splitter: `stratifiedKFold({ folds: ${folds} })` },
  });
}
