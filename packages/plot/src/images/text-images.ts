import { type Colour, type ColouredImage, coloured } from './colours.ts';
import type { Picture } from './picture.ts';

/** From white to full, above 0 and below. */
const above = [' ', '░', '▒', '▓', '█'];
const below = [' ', '·', '∘', 'o', 'O'];

/**
 * Images in lines of text, two characters a pixel, as many side by side as the width has room for; in a terminal of colours, in colours.
 *
 * @throws FoldwiseError `shape` where one is no image.
 */
export function textImages(picture: Picture, width: number, colour = false): readonly string[] {
  const blocks = coloured(picture).map((image) => ({
    image,
    wide: Math.max(2 * image.width, image.label.length),
  }));
  const lines: string[] = [];
  let row: typeof blocks = [];
  const flush = (): void => {
    if (row.length > 0) lines.push(...sideBySide(row, colour), '');
    row = [];
  };
  for (const block of blocks) {
    const used = row.reduce((sum, { wide }) => sum + wide + 2, 0);
    if (row.length > 0 && used + block.wide > width) flush();
    row.push(block);
  }
  flush();
  return lines.slice(0, -1);
}

function sideBySide(
  blocks: readonly { readonly image: ColouredImage; readonly wide: number }[],
  colour: boolean,
): readonly string[] {
  const height = Math.max(...blocks.map(({ image }) => image.height));
  const heads = blocks.map(({ image, wide }) => image.label.padEnd(wide)).join('  ');
  const lines = Array.from({ length: height }, (_, y) =>
    blocks
      .map(({ image, wide }) => {
        const rest = ' '.repeat(wide - 2 * image.width);
        if (y >= image.height) return ' '.repeat(wide);
        const pixels = Array.from({ length: image.width }, (__, x) =>
          pixelOf(image, y * image.width + x, colour),
        );
        return pixels.join('') + rest;
      })
      .join('  '),
  );
  return [heads, ...lines].map((line) => line.trimEnd());
}

function pixelOf({ pixels, depths }: ColouredImage, at: number, colour: boolean): string {
  if (colour) return `${escapeOf(pixels[at]!)}  \u001B[0m`;
  const depth = depths[at]!;
  return (depth < 0 ? below : above)[Math.round(Math.abs(depth) * 4)]!.repeat(2);
}

function escapeOf(colour: Colour): string {
  return `\u001B[48;2;${colour.map((part) => Math.round(part)).join(';')}m`;
}
