import { withChannelsSecond } from './norms.ts';
import type { WholeTranslation, WholeTranslations } from './translation.ts';

/** Each place several times: the nearest, counted from the upper left. Zeros in between are written in ops. */
const upscale: WholeTranslation = (to, { x }, { spec, lengths }) => {
  const { factor, fill } = spec;
  if (fill !== 'repeat') return undefined;
  const factors = typeof factor === 'number' ? [factor] : (factor as readonly number[]);
  const scales = to.real({ shape: [factors.length + 2], data: Float64Array.of(1, 1, ...factors) });
  const attributes = {
    mode: 'nearest',
    coordinate_transformation_mode: 'asymmetric',
    nearest_mode: 'floor',
  };
  return withChannelsSecond(to, x!, lengths.length, (turned) =>
    to.node('Resize', [turned, '', scales], attributes),
  );
};

/** Layers that make images larger, or sequences and volumes. */
export const resized: WholeTranslations = { upscale1d: upscale, upscale2d: upscale, upscale3d: upscale };
