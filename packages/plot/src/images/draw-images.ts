import type { Drawing } from '../svg/drawing.ts';
import { escape } from '../svg/escape.ts';
import { type ColouredImage, coloured } from './colours.ts';
import { columnsOf, type Picture } from './picture.ts';

/** About how wide and high an image is drawn. */
const SIDE = 112;
const GAP = 14;
const LABEL = { height: 18, perLetter: 7 };

/**
 * Images in lines, each with its label below.
 *
 * @throws FoldwiseError `shape` where one is no image.
 */
export function drawImages(picture: Picture): Drawing {
  const images = coloured(picture);
  const columns = columnsOf(picture);
  const longest = Math.max(1, ...images.flatMap(({ height, width }) => [height, width]));
  const letters = Math.max(0, ...images.map(({ label }) => label.length));
  const pixel = Math.max(1, Math.floor(SIDE / longest));
  const cell = {
    width: Math.max(SIDE, longest * pixel, letters * LABEL.perLetter) + GAP,
    height: Math.max(1, ...images.map(({ height }) => height)) * pixel + LABEL.height + GAP,
  };
  const placed = images.map((image, i) => {
    const [x, y] = [(i % columns) * cell.width, Math.floor(i / columns) * cell.height];
    return `<g transform="translate(${x} ${y})">${drawImage(image, pixel)}</g>`;
  });
  return {
    width: columns * cell.width - GAP,
    height: Math.ceil(images.length / columns) * cell.height - GAP,
    content: placed.join('\n'),
  };
}

/** A path for each colour, a bar for each run of it in a line. */
function drawImage({ label, height, width, pixels }: ColouredImage, pixel: number): string {
  const bars = new Map<string, string[]>();
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width;) {
      const colour = hexOf(pixels[y * width + x]!);
      let end = x + 1;
      while (end < width && hexOf(pixels[y * width + end]!) === colour) end++;
      bars.set(colour, [...(bars.get(colour) ?? []), `M${x} ${y}h${end - x}v1h${x - end}z`]);
      x = end;
    }
  }
  const paths = [...bars].map(([colour, path]) => `<path fill="${colour}" d="${path.join('')}"/>`);
  // Neighbours share edges, which would show as lines between them.
  const scaled = `<g transform="scale(${pixel})" shape-rendering="crispEdges">${paths.join('')}</g>`;
  const frame = `<rect class="frame" x="-.5" y="-.5" width="${width * pixel + 1}" height="${height * pixel + 1}"/>`;
  return `${scaled}${frame}<text y="${height * pixel + 14}">${escape(label)}</text>`;
}

function hexOf(colour: readonly number[]): string {
  return `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}
