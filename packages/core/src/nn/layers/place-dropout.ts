import type { Schedule } from '../../optim/rule.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { sharedDropout } from './shared-dropout.ts';

/**
 * In training, each place of a row is dropped with all its channels with probability `rate` and the others divided by 1 − rate; elsewhere
 * nothing happens. Rows have places before the channels: `[height, width, channels]`, `[steps, channels]`.
 *
 * As Lasagne's `dropout_locations`: holes in an image, words left out of a sentence.
 *
 * @param rate In [0, 1), or a schedule of such.
 * @example
 * const network = sequential(embedding({ levels: 500, dimension: 8 }), placeDropout(0.2), lstm({ units: 16 }), dense({ units: 2 }));
 */
export function placeDropout(rate: Schedule | number): Layer<NoWeights> {
  return sharedDropout('placeDropout', rate, (axes) => [axes - 1]);
}
