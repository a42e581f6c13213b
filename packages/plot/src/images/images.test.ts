import { tensor, zeros } from '@foldwise/core/base';
import { describe, expect, it } from 'vitest';
import { channelImages, coloured } from './colours.ts';
import { drawImages } from './draw-images.ts';
import type { LabelledImage } from './picture.ts';
import { textImages } from './text-images.ts';

const labelled = (label: string, rows: readonly (readonly number[])[]): LabelledImage => ({
  label,
  image: tensor(rows),
});
const edge = labelled('edge', [
  [-2, 0, 2],
  [-1, 0, 1],
]);
const faint = labelled('faint', [
  [0, 0.5],
  [0, 1],
]);

describe('the colours of images', () => {
  const pixelsOf = (colours: 'grey' | 'signed', shared = false) =>
    coloured({ images: [edge, faint], colours, shared }).map(({ pixels }) =>
      pixels.map((colour) => colour.join()),
    );

  it('are red above 0, blue below and white at 0 where signs matter', () => {
    expect(pixelsOf('signed')).toEqual([
      ['20,80,170', '255,255,255', '180,25,40', '138,168,213', '255,255,255', '218,140,148'],
      ['255,255,255', '218,140,148', '255,255,255', '180,25,40'],
    ]);
  });

  it('go from white to black by the range of each image, or of all', () => {
    expect(pixelsOf('grey')[1]).toEqual(['255,255,255', '128,128,128', '255,255,255', '0,0,0']);
    expect(pixelsOf('grey', true)[1]).toEqual(['128,128,128', '96,96,96', '128,128,128', '64,64,64']);
  });

  it('are those of the image itself where it has red, green and blue', () => {
    const image = tensor([0, 0.5, 1, 1, 0, 0], [1, 2, 3]);
    expect(coloured({ images: [{ label: 'rgb', image }], colours: 'grey' })[0]!.pixels).toEqual([
      [0, 127.5, 255],
      [255, 0, 0],
    ]);
  });

  it('are white for what is not finite, and where all is the same', () => {
    const odd = [labelled('odd', [[NaN, Infinity]]), labelled('none', [[0, 0]])];
    for (const colours of ['grey', 'signed'] as const) {
      for (const { depths } of coloured({ images: odd, colours })) expect(depths).toEqual([0, 0]);
    }
  });

  it('are refused for what is no image', () => {
    const picture = { images: [{ label: 'line', image: zeros([3]) }], colours: 'grey' } as const;
    expect(() => coloured(picture)).toThrow(
      'picture "line": expected an image [height, width], or with 1 or 3 channels, got [3] — show its channels one by one',
    );
  });
});

describe('images in text', () => {
  it('are shades above 0 and rings below, as many side by side as fit', () => {
    expect(`\n${textImages({ images: [edge, faint, edge], colours: 'signed' }, 14).join('\n')}\n`)
      .toMatchInlineSnapshot(`
      "
      edge    faint
      OO  ██    ▒▒
      ∘∘  ▒▒    ██

      edge
      OO  ██
      ∘∘  ▒▒
      "
    `);
  });

  it('are in colours where there are some', () => {
    const [, line] = textImages({ images: [labelled('a', [[1, 0]])], colours: 'grey' }, 80, true);
    expect(line).toBe('\u001B[48;2;0;0;0m  \u001B[0m\u001B[48;2;255;255;255m  \u001B[0m');
  });
});

describe('images in SVG', () => {
  it('have a path for each colour, with a bar for each run of it, and a label', () => {
    const { width, height, content } = drawImages({
      images: [
        labelled('a & b', [
          [1, 1, 0],
          [0, 0, 0],
        ]),
      ],
      colours: 'grey',
    });
    expect(content).toContain(
      '<path fill="#000000" d="M0 0h2v1h-2z"/><path fill="#ffffff" d="M2 0h1v1h-1zM0 1h3v1h-3z"/>',
    );
    expect(content).toContain('a &amp; b');
    expect([width, height]).toEqual([112, 2 * 37 + 18]);
  });
});

describe('the channels of an activation', () => {
  it('are images, with or without an axis of one row', () => {
    const activation = tensor([1, 2, 3, 4], [1, 2, 2]);
    const images = channelImages(activation);
    expect(images).toEqual([
      { label: 'channel 0', image: tensor([[1, 3]]) },
      { label: 'channel 1', image: tensor([[2, 4]]) },
    ]);
    expect(channelImages({ ...activation, shape: [1, 1, 2, 2] })).toEqual(images);
    expect(() => channelImages(zeros([2, 1, 2, 2]))).toThrow(
      'channelImages: expected one image [height, width, channels], got [2, 1, 2, 2]',
    );
  });
});

it('images stand as far apart as their labels are long', () => {
  const image = tensor([[1]]);
  const wide = (label: string) =>
    drawImages({
      colours: 'grey',
      images: [
        { label, image },
        { label, image },
      ],
    }).width;
  expect(wide('filter 12, channel 10')).toBeGreaterThan(wide('filter 1'));
});
