import type { Pixels } from './image-pixels.ts';

/** Bits behind the point of the weights. */
const PRECISION = 22;

/**
 * The image in another size: each new pixel is the mean of those under it, weighted by a triangle as wide as two new pixels (bilinear,
 * without aliasing where it gets smaller), first along the rows, then along the columns, each rounded to bytes as Pillow's
 * `resize(size, BILINEAR)` does.
 */
export function resizePixels(pixels: Pixels, width: number, height: number): Pixels {
  return alongColumns(alongRows(pixels, width), height);
}

function alongRows(pixels: Pixels, width: number): Pixels {
  if (pixels.width === width) return pixels;
  const { height, channels, data } = pixels;
  const next = new Uint8Array(width * height * channels);
  weightsOf(pixels.width, width).forEach(({ first, weights }, x) => {
    for (let y = 0; y < height; y++) {
      for (let c = 0; c < channels; c++) {
        const from = (y * pixels.width + first) * channels + c;
        next[(y * width + x) * channels + c] = weighted(data, from, channels, weights);
      }
    }
  });
  return { ...pixels, width, data: next };
}

function alongColumns(pixels: Pixels, height: number): Pixels {
  if (pixels.height === height) return pixels;
  const { width, channels, data } = pixels;
  const row = width * channels;
  const next = new Uint8Array(row * height);
  weightsOf(pixels.height, height).forEach(({ first, weights }, y) => {
    for (let at = 0; at < row; at++) next[y * row + at] = weighted(data, first * row + at, row, weights);
  });
  return { ...pixels, height, data: next };
}

function weighted(data: Uint8Array, from: number, step: number, weights: readonly number[]): number {
  let sum = 2 ** (PRECISION - 1);
  for (let i = 0; i < weights.length; i++) sum += data[from + i * step]! * weights[i]!;
  return Math.min(255, Math.floor(sum / 2 ** PRECISION));
}

interface Window {
  /** The first old pixel under the new one. */
  readonly first: number;
  readonly weights: readonly number[];
}

/** By new pixel, which old ones it is the mean of. */
function weightsOf(from: number, to: number): readonly Window[] {
  const scale = from / to;
  const reach = Math.max(1, scale);
  return Array.from({ length: to }, (_, x) => {
    const center = (x + 0.5) * scale;
    const first = Math.max(0, Math.trunc(center - reach + 0.5));
    const end = Math.min(from, Math.trunc(center + reach + 0.5));
    const triangle = Array.from({ length: end - first }, (__, i) =>
      Math.max(0, 1 - Math.abs((i + first - center + 0.5) / reach)),
    );
    const sum = triangle.reduce((all, one) => all + one, 0);
    return { first, weights: triangle.map((one) => Math.trunc(0.5 + (one / sum) * 2 ** PRECISION)) };
  });
}
