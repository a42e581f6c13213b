import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf } from '../../test/folder-of.ts';
import { decodeImage } from '../format/decode-image.ts';
import { imagePixels } from '../format/image-pixels.ts';
import { resizePixels } from '../format/resize-pixels.ts';
import { cellsOf } from '../table/column.ts';
import { readImages } from './read-images.ts';

interface Recorded {
  readonly file: string;
  readonly size: readonly [number, number];
  readonly rgb: readonly number[];
  readonly grey: readonly number[];
  /** Grey, resized to 4 × 5. */
  readonly smaller: readonly number[];
  /** In colours, resized to 20 × 13. */
  readonly larger: readonly number[];
}
const { images } = JSON.parse(
  readFileSync(new URL('../format/fixtures/images.json', import.meta.url), 'utf8'),
) as { readonly images: Readonly<Record<string, Recorded>> };
const bytesOf = (name: string) => Buffer.from(images[name]!.file, 'hex');
const names = Object.keys(images);

/** Decoders of JPEG differ by the rounding of their cosines and of the colours: by 3 of 255 at most on these. */
const atMost = (name: string) => (name.endsWith('jpg') ? 3 : 0);
const furthest = (got: Iterable<number>, wanted: readonly number[]) =>
  Math.max(...Array.from(got, (value, i) => Math.abs(value - wanted[i]!)));

describe('an image', () => {
  it.each(names)('is decoded, made grey and resized as Pillow does: %s', async (name) => {
    const { size, rgb, grey, smaller, larger } = images[name]!;
    const image = await decodeImage(bytesOf(name), name);
    const [colours, brightness] = [imagePixels(image, 'rgb'), imagePixels(image, 'grey')];
    expect([image.width, image.height]).toEqual(size);
    expect(colours.data).toHaveLength(rgb.length);
    expect(furthest(colours.data, rgb)).toBeLessThanOrEqual(atMost(name));
    expect(furthest(brightness.data, grey)).toBeLessThanOrEqual(atMost(name));
    expect(furthest(resizePixels(brightness, 4, 5).data, smaller)).toBeLessThanOrEqual(atMost(name));
    expect(furthest(resizePixels(colours, 20, 13).data, larger)).toBeLessThanOrEqual(atMost(name));
  });

  it('that is cut off anywhere is an error of its own, by name', async () => {
    for (const name of ['noise.png', 'smooth.jpg']) {
      const bytes = bytesOf(name);
      for (let length = 0; length < bytes.length - 20; length += 7) {
        await expect(decodeImage(bytes.subarray(0, length), name)).rejects.toThrow(
          new RegExp(
            `^${name.replace('.', '\\.')}: expected an? .*image.* — take the file out of the folder`,
          ),
        );
      }
    }
  });
});

describe('readImages', () => {
  it('reads a folder of folders, the class of each image by its folder', async () => {
    const folder = folderOf({
      'cat/b.png': bytesOf('grey.png'),
      'cat/a.PNG': bytesOf('noise.png'),
      'dog/c.png': bytesOf('opacity.png'),
      'dog/notes.txt': 'no image',
    });
    const seen: number[][] = [];
    const table = await readImages(folder, { onProgress: (done, all) => seen.push([done, all]) });
    expect(cellsOf(table.column('file'))).toEqual(['cat/a.PNG', 'cat/b.png', 'dog/c.png']);
    expect(table.column('label')).toMatchObject({ kind: 'category', levels: ['cat', 'dog'] });
    expect(table.columns).toHaveLength(2 + 63);
    const pixels = table.columns.slice(2).map((column) => cellsOf(column)[1]);
    expect(pixels).toEqual(images['grey.png']!.grey);
    expect(table.column('pixel62')).toMatchObject({ kind: 'number', values: expect.any(Uint8Array) });
    expect(seen).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });

  it('reads the files of a list, in its order, in colours, resized', async () => {
    const folder = folderOf({ 'a.png': bytesOf('smooth.png'), 'b.png': bytesOf('noise.png') });
    const table = await readImages(folder, { files: ['b.png', 'a.png'], colours: 'rgb', resize: [20, 13] });
    expect(table.names.slice(0, 3)).toEqual(['file', 'pixel0_red', 'pixel0_green']);
    const rows = [0, 1].map((row) => table.columns.slice(1).map((column) => cellsOf(column)[row]));
    expect(rows).toEqual([images['noise.png']!.larger, images['smooth.png']!.larger]);
  });

  it('says which file is wrong, and how', async () => {
    const folder = folderOf({
      'a.png': bytesOf('smooth.png'),
      'b.png': bytesOf('noise.png'),
      'gif.png': 'GIF89a',
    });
    await expect(readImages(folder)).rejects.toThrow(
      `${join(folder, 'b.png')}: expected 17 × 12 pixels as in a.png, got 7 × 9 — pass resize: [17, 12]`,
    );
    await expect(readImages(folder, { files: ['gif.png'] })).rejects.toThrow(
      `${join(folder, 'gif.png')}: expected a PNG or JPEG image, got a file that begins with 47494638`,
    );
    await expect(readImages(folder, { files: ['c.png'] })).rejects.toThrow(
      `${join(folder, 'c.png')}: expected a file that can be read, got none`,
    );
    await expect(readImages(folderOf({ 'a.txt': '' }))).rejects.toThrow(
      'expected images (.png, .jpg, .jpeg), got none',
    );
    await expect(readImages(join(folder, 'no'))).rejects.toThrow('expected a folder that can be read, got');
    await expect(readImages(folder, { resize: [0, 3] })).rejects.toThrow(
      'expected resize to be a width and a height of at least 1, got 0 × 3',
    );
    await expect(readImages(folder, { files: ['a.png'], memoryLimit: 100 })).rejects.toThrow(
      'expected a table that fits into memory',
    );
  });
});
