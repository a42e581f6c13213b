import { FoldwiseError } from '../errors.ts';
import { checkCount } from '../check-option.ts';
import type { Layer } from '../nn/layer.ts';
import { showShape, sizeOf } from '../tensor/shape.ts';
import type { Shape, Tensor, Tree } from '../tensor/tensor.ts';
import { predict, type PredictOptions } from '../train/predict.ts';
import { checkOutput } from './score-of.ts';

/** How an image is covered, and which output a map is of. */
export interface OcclusionOptions extends Pick<PredictOptions, 'executor'> {
  /** The number of the output, counted from 0: a class. */
  readonly output: number;
  /** Height and width of what is covered, in pixels; 7, as in nolearn's `occlusion_heatmap`. */
  readonly size?: number;
  /** What stands there instead; 0. */
  readonly fill?: number;
  /** `[height, width]` or `[height, width, channels]`, where a row is not of that shape itself: pixels in a line. */
  readonly image?: Shape;
}

/**
 * How much of an output is lost where a square of an image is covered: `[height, width]`, at each pixel yₖ(x) − yₖ(x, covered around it).
 *
 * yₖ is the raw output, before any softmax, in evaluation. What is high is what the network looks at. Zeiler & Fergus 2014, "Visualizing
 * and Understanding Convolutional Networks".
 *
 * @param row One row, without an axis for several.
 * @throws FoldwiseError `input` where there is no such output, `shape` where the row is no image.
 * @example
 * const map = occlusionMap(network, weights, digit, { output: 3, image: [28, 28] });
 */
export function occlusionMap(network: Layer, weights: Tree, row: Tensor, options: OcclusionOptions): Tensor {
  const where = 'occlusionMap';
  const { output, size = 7, fill = 0, image = row.shape, executor } = options;
  checkOutput(where, network, row.shape, output);
  checkCount(where, 'size', size);
  const [height, width] = placesOf(where, image, row);
  const channels = sizeOf(image.slice(2));
  const outputs = network.outputShape(row.shape)[0]!;
  const scores = (rows: readonly Float64Array[]): readonly number[] => {
    const data = new Float64Array(rows.length * row.data.length);
    rows.forEach((numbers, i) => data.set(numbers, i * numbers.length));
    const features = { shape: [rows.length, ...row.shape], data };
    const { data: made } = predict(network, weights, features, executor === undefined ? {} : { executor });
    return rows.map((_, i) => made[i * outputs + output]!);
  };
  const [whole] = scores([row.data]);
  const map = new Float64Array(height * width);
  // Line by line, which bounds the memory.
  for (let y = 0; y < height; y++) {
    const line = Array.from({ length: width }, (_, x) => {
      const covered = row.data.slice();
      cover(covered, { height, width, channels, size, fill }, y, x);
      return covered;
    });
    scores(line).forEach((score, x) => (map[y * width + x] = whole! - score));
  }
  return { shape: [height, width], data: map };
}

interface Cover {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly size: number;
  readonly fill: number;
}

/** Fills the square around a pixel, of an even size one pixel further up and to the left; what lies outside is left out. */
function cover(
  pixels: Float64Array,
  { height, width, channels, size, fill }: Cover,
  y: number,
  x: number,
): void {
  const before = Math.floor(size / 2);
  const left = Math.max(0, x - before);
  const right = Math.min(width, x - before + size);
  for (let line = Math.max(0, y - before); line < Math.min(height, y - before + size); line++) {
    pixels.fill(fill, (line * width + left) * channels, (line * width + right) * channels);
  }
}

function placesOf(where: string, image: Shape, row: Tensor): readonly [height: number, width: number] {
  if ((image.length === 2 || image.length === 3) && sizeOf(image) === row.data.length)
    return [image[0]!, image[1]!];
  throw new FoldwiseError(
    `expected an image [height, width] or [height, width, channels] of ${row.data.length} numbers, got ${showShape(image)}`,
    { code: 'shape', where, hint: 'say what the row is by image: [28, 28]' },
  );
}
