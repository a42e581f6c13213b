import type { Schedule } from '../../optim/rule.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { sharedDropout } from './shared-dropout.ts';

/**
 * In training, each channel of a row is dropped as a whole with probability `rate` and the others divided by 1 − rate; elsewhere nothing
 * happens. Rows have places before the channels: `[height, width, channels]`, `[steps, channels]`.
 *
 * Neighbouring places say much the same, so that {@link dropout} by single numbers takes little away. Tompson et al. 2015, "Efficient
 * Object Localization Using Convolutional Networks" ("spatial dropout").
 *
 * @param rate In [0, 1), or a schedule of such.
 * @example
 * const block = sequential(conv2d({ filters: 16, kernelSize: 3 }), relu(), channelDropout(0.1));
 */
export function channelDropout(rate: Schedule | number): Layer<NoWeights> {
  return sharedDropout('channelDropout', rate, (axes) => Array.from({ length: axes - 2 }, (_, i) => i + 1));
}
