import { FoldwiseError } from '@foldwise/core/base';
import { readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { allBytes, fileSource } from '../format/byte-source.ts';
import { checkMemory } from '../format/check-memory.ts';
import { decodeImage } from '../format/decode-image.ts';
import type { Colours, Pixels } from '../format/image-pixels.ts';
import { CHANNELS, imagePixels } from '../format/image-pixels.ts';
import { resizePixels } from '../format/resize-pixels.ts';
import { categoryColumn, idColumn, numberColumn } from '../table/column.ts';
import { Table } from '../table/table.ts';

/** How a folder of images becomes a table. */
export interface ReadImagesOptions {
  /** The images by their paths in the folder, in the order of the rows, as a CSV file names them; default all that there are, sorted. */
  readonly files?: readonly string[];
  /** Width and height that every image is resized to; default none, and all must have one size. */
  readonly resize?: readonly [number, number];
  /** `'grey'` (default), a column a pixel, or `'rgb'`, three. */
  readonly colours?: Colours;
  /** Bytes that the table may take; default the memory of the machine. */
  readonly memoryLimit?: number;
  /** Called behind each image. */
  readonly onProgress?: (done: number, all: number) => void;
}

/**
 * A folder of PNG and JPEG images as a table: a row an image, with its path in the column `file`, a category `label`, and a column of
 * bytes a pixel, `pixel0`, `pixel1`, … row by row from the top (`pixel0_red`, `pixel0_green`, `pixel0_blue`, … in colours).
 *
 * The label is the subfolder that the image lies in; without subfolders there is no such column. Opacity is not looked at. How images are
 * resized and made grey: as Pillow does (`resizePixels`, `imagePixels`).
 *
 * @throws FoldwiseError `file` for a folder or file that is not there, `data` for an image that cannot be decoded, or that has another size
 * than the first while no `resize` is stated; by path.
 * @example
 * const images = await readImages('data/train', { resize: [32, 32] }); // file, label, pixel0 … pixel1023
 * const listed = await readImages('data/images', { files: ids.map((id) => `${id}.png`), colours: 'rgb' });
 */
export async function readImages(folder: string, options: ReadImagesOptions = {}): Promise<Table> {
  const { resize, colours = 'grey', onProgress } = options;
  checkResize(resize);
  const files = options.files ?? (await imagesIn(folder));
  if (files.length === 0) {
    throw new FoldwiseError('expected images (.png, .jpg, .jpeg), got none', {
      code: 'file',
      where: folder,
      hint: 'name the folder that has them, or that has a folder of them for each class',
    });
  }
  const read = async (file: string): Promise<Pixels> => {
    const path = join(folder, file);
    const image = await decodeImage(await allBytes(await fileSource(path)), path);
    const pixels = imagePixels(image, colours);
    return resize === undefined ? pixels : resizePixels(pixels, ...resize);
  };
  const first = await read(files[0]!);
  const { width, height } = first;
  const names = pixelNames(width * height, colours);
  const planned = { file: folder, rows: files.length, columns: names.length };
  checkMemory({ ...planned, bytes: files.length * names.length }, options);
  const columns = names.map(() => new Uint8Array(files.length));
  for (const [row, file] of files.entries()) {
    const pixels = row === 0 ? first : await read(file);
    if (pixels.width !== width || pixels.height !== height)
      throw otherSize(join(folder, file), pixels, files[0]!, first);
    columns.forEach((column, i) => (column[row] = pixels.data[i]!));
    onProgress?.(row + 1, files.length);
  }
  const labels = files.map((file) => (/[/\\]/.test(file) ? file.split(/[/\\]/)[0]! : null));
  return new Table([
    idColumn('file', files),
    ...(labels.every((label) => label === null) ? [] : [categoryColumn('label', labels)]),
    ...columns.map((values, i) => numberColumn(names[i]!, values)),
  ]);
}

/** Their paths in the folder, with `/`, sorted. */
async function imagesIn(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true });
    return entries
      .filter((entry) => /\.(png|jpe?g)$/i.test(entry))
      .map((entry) => entry.replaceAll(sep, '/'))
      .toSorted();
  } catch (cause) {
    throw new FoldwiseError(`expected a folder that can be read, got ${String(cause)}`, {
      code: 'file',
      where: folder,
      hint: 'see whether the path is right',
      cause,
    });
  }
}

function pixelNames(pixels: number, colours: Colours): readonly string[] {
  const endings = CHANNELS[colours] === 1 ? [''] : ['_red', '_green', '_blue'];
  return Array.from({ length: pixels }, (_, i) => endings.map((ending) => `pixel${i}${ending}`)).flat();
}

function checkResize(resize: readonly [number, number] | undefined): void {
  if (resize?.every((size) => Number.isInteger(size) && size > 0) ?? true) return;
  throw new FoldwiseError(
    `expected resize to be a width and a height of at least 1, got ${resize?.join(' × ')}`,
    {
      code: 'input',
      where: 'readImages',
      hint: 'pass resize: [32, 32]',
    },
  );
}

function otherSize(where: string, got: Pixels, firstName: string, first: Pixels): FoldwiseError {
  return new FoldwiseError(
    `expected ${first.width} × ${first.height} pixels as in ${firstName}, got ${got.width} × ${got.height}`,
    { code: 'data', where, hint: `pass resize: [${first.width}, ${first.height}]` },
  );
}
