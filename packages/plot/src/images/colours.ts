import { FoldwiseError, showShape, type Tensor } from '@foldwise/core/base';
import type { LabelledImage, Picture } from './picture.ts';

/** Red, green and blue, each from 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** An image in colours, line by line. */
export interface ColouredImage {
  readonly label: string;
  readonly height: number;
  readonly width: number;
  readonly pixels: readonly Colour[];
  /** How far each pixel is from white, −1 to 1: below 0 where its number is, in `signed` colours. */
  readonly depths: readonly number[];
}

const WHITE: Colour = [255, 255, 255];
const BLACK: Colour = [0, 0, 0];
const BLUE: Colour = [20, 80, 170];
const RED: Colour = [180, 25, 40];
/** Shades between white and a full colour: few, so that a picture stays small. */
const SHADES = 40;

/**
 * The images of a picture in colours.
 *
 * @throws FoldwiseError `shape` where one is no image.
 */
export function coloured(picture: Picture): readonly ColouredImage[] {
  const all = picture.images.map(checked);
  const whole = rangeOf(all.flatMap(({ image }) => [...image.data].filter(Number.isFinite)));
  return all.map(({ label, image, colours = picture.colours }) => {
    const [height, width, channels = 1] = image.shape;
    const range = picture.shared === true ? whole : rangeOf([...image.data].filter(Number.isFinite));
    const depths = Array.from({ length: height! * width! }, (_, i) => {
      const own = image.data.subarray(i * channels, (i + 1) * channels);
      return depthOf(own.reduce((sum, number) => sum + number, 0) / channels, range, colours);
    });
    const share = (at: number): number => 255 * (1 - depthOf(image.data[at]!, range, 'grey'));
    const pixels = depths.map((depth, i): Colour =>
      channels === 3
        ? [255 - share(3 * i), 255 - share(3 * i + 1), 255 - share(3 * i + 2)]
        : colourOf(depth, colours),
    );
    return { label, height: height!, width: width!, pixels, depths };
  });
}

function checked(labelled: LabelledImage): LabelledImage {
  const { label, image } = labelled;
  const [height, width, channels = 1] = image.shape;
  const isImage = image.shape.length === 2 || image.shape.length === 3;
  if (isImage && height! > 0 && width! > 0 && (channels === 1 || channels === 3)) return labelled;
  throw new FoldwiseError(
    `expected an image [height, width], or with 1 or 3 channels, got ${showShape(image.shape)}`,
    {
      code: 'shape',
      where: `picture "${label}"`,
      hint: 'show its channels one by one: kernelImages, channelImages',
    },
  );
}

function rangeOf(numbers: readonly number[]): readonly [least: number, most: number] {
  return numbers.reduce(([least, most], number) => [Math.min(least, number), Math.max(most, number)], [
    Infinity,
    -Infinity,
  ] as readonly [number, number]);
}

function depthOf(
  number: number,
  [least, most]: readonly [number, number],
  colours: Picture['colours'],
): number {
  // What is not finite stays white.
  if (!Number.isFinite(number)) return 0;
  if (colours === 'grey')
    return least === most ? Number(number > 0) : shade((number - least) / (most - least));
  const largest = Math.max(Math.abs(least), Math.abs(most));
  return largest === 0 ? 0 : shade(number / largest);
}

function shade(share: number): number {
  return Math.round(share * SHADES) / SHADES;
}

function colourOf(depth: number, colours: Picture['colours']): Colour {
  const full = colours === 'grey' ? BLACK : depth < 0 ? BLUE : RED;
  return WHITE.map((white, i) =>
    Math.round(white + (full[i]! - white) * Math.abs(depth)),
  ) as unknown as Colour;
}

/**
 * The channels of an image as images of their own: what a layer gave, `[height, width, channels]` or `[1, height, width, channels]`.
 *
 * @throws FoldwiseError `shape` where it is no image.
 * @example
 * channelImages(activations(network, weights, digit)[2].output);
 */
export function channelImages(activation: Tensor): readonly LabelledImage[] {
  const [first, ...rest] = activation.shape;
  const [height, width, channels] = rest.length === 3 && first === 1 ? rest : activation.shape;
  if (channels === undefined || activation.data.length !== height! * width! * channels) {
    throw new FoldwiseError(
      `expected one image [height, width, channels], got ${showShape(activation.shape)}`,
      { code: 'shape', where: 'channelImages', hint: 'pass what a layer gave for one row' },
    );
  }
  return Array.from({ length: channels }, (_, channel) => {
    const data = Float64Array.from(
      { length: height! * width! },
      (__, i) => activation.data[i * channels + channel]!,
    );
    return { label: `channel ${channel}`, image: { shape: [height!, width!], data } };
  });
}
