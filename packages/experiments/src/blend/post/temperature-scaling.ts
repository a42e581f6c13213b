import { log, minimizeNumbers } from '@foldwise/core';
import { logits, probabilities } from '../mixture.ts';
import type { PostData, PostProcessor } from './post-processor.ts';
import { postProcessor } from './post-processor.ts';
import { targetsOf } from '../targets.ts';

function tuned({ task, truth, prediction }: PostData): number {
  const { shape } = prediction;
  const z = logits(prediction);
  const targets = targetsOf(task, truth);
  const rows = truth.data.length;
  // By 1/T, in which the loss is convex.
  const { at } = minimizeNumbers(
    ([sharpness]) => {
      const { data } = probabilities(
        shape,
        z.map((value) => sharpness! * value),
      );
      let [loss, slope] = [0, 0];
      for (let i = 0; i < data.length; i++) {
        const p = targets[i] === 1 ? data[i]! : 1 - data[i]!;
        if (targets[i] === 1 || shape[1] === 1) loss -= log(Math.max(1e-300, p));
        slope += (data[i]! - targets[i]!) * z[i]!;
      }
      return { value: loss / rows, gradient: Float64Array.of(slope / rows) };
    },
    Float64Array.of(1),
    { tolerance: 1e-10, steps: 100 },
  );
  // Predictions that say nothing, or the opposite, are left as flat as can be; those that are all right, as sharp.
  return 1 / Math.min(1e3, Math.max(1e-3, at[0]!));
}

/**
 * One temperature T for all, p ∝ p^(1/T) (Guo et al. 2017): above 1 where predictions are too sure, below where they are not sure
 * enough. The T of the least log loss; the order within a row stays.
 *
 * @example
 * const { temperature } = temperatureScaling().fit({ task, metric: logLoss(), truth, prediction }); // [1.3]
 */
export function temperatureScaling(): PostProcessor {
  return postProcessor(
    'temperatureScaling',
    (data) => ({ temperature: [tuned(data)] }),
    ({ temperature }, prediction) =>
      probabilities(
        prediction.shape,
        logits(prediction).map((z) => z / temperature![0]!),
      ),
  );
}
