import { log, minimizeNumbers } from '@foldwise/core';
import { logits, probabilities } from '../mixture.ts';
import type { PostData, PostProcessor, Tuned } from './post-processor.ts';
import { postProcessor } from './post-processor.ts';

function tuned({ truth, prediction }: PostData): Tuned {
  const z = logits(prediction);
  const rows = truth.data.length;
  let positives = 0;
  for (const label of truth.data) positives += label;
  // Platt's targets: what one more row of each class would make of certainty.
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (rows - positives + 2);
  const targets = truth.data.map((label) => (label === 1 ? high : low));
  const { at } = minimizeNumbers(
    ([slope, bias]) => {
      const { data } = probabilities(
        prediction.shape,
        z.map((value) => slope! * value + bias!),
      );
      const gradient = new Float64Array(2);
      let loss = 0;
      for (let row = 0; row < rows; row++) {
        const [p, t] = [data[row]!, targets[row]!];
        loss -= t * log(Math.max(1e-300, p)) + (1 - t) * log(Math.max(1e-300, 1 - p));
        gradient[0]! += ((p - t) * z[row]!) / rows;
        gradient[1]! += (p - t) / rows;
      }
      return { value: loss / rows, gradient };
    },
    Float64Array.of(1, 0),
    { tolerance: 1e-10, steps: 200 },
  );
  return { slope: [at[0]!], bias: [at[1]!] };
}

/**
 * Probabilities of two classes made right by a sigmoid of their logits, 1/(1 + e^−(a·z + b)) (Platt 1999): a and b of the least log loss
 * against targets that are a little inside of 0 and 1.
 *
 * @example
 * const { slope, bias } = plattScaling().fit({ task, metric: logLoss(), truth, prediction });
 */
export function plattScaling(): PostProcessor {
  return postProcessor('plattScaling', tuned, ({ slope, bias }, prediction) =>
    probabilities(
      prediction.shape,
      logits(prediction).map((z) => slope![0]! * z + bias![0]!),
    ),
  );
}
