import type { Image } from './decode-image.ts';

/** What is kept of a pixel: its brightness, or its three colours. */
export type Colours = 'grey' | 'rgb';

/** Numbers that each keeps. */
export const CHANNELS: Readonly<Record<Colours, number>> = Object.freeze({ grey: 1, rgb: 3 });

/** An image in bytes, `channels` a pixel, row by row from the top. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Uint8Array;
}

/**
 * The pixels without opacity; grey is 0.299 · red + 0.587 · green + 0.114 · blue (ITU-R BT.601), in 16-bit fixed point as Pillow's
 * `convert("L")` rounds it.
 */
export function imagePixels({ width, height, rgba }: Image, colours: Colours): Pixels {
  const channels = CHANNELS[colours];
  const data = new Uint8Array(width * height * channels);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const [red, green, blue] = [rgba[4 * pixel]!, rgba[4 * pixel + 1]!, rgba[4 * pixel + 2]!];
    if (colours === 'grey') data[pixel] = (19_595 * red + 38_470 * green + 7471 * blue + 32_768) >> 16;
    else data.set([red, green, blue], 3 * pixel);
  }
  return { width, height, channels, data };
}
