import { FoldwiseError, messageOf } from '@foldwise/core/base';

/** An image in bytes, four a pixel: red, green, blue, opacity; row by row from the top. */
export interface Image {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

/** Refused before they are decoded: such an image takes half a gigabyte. */
const MOST_PIXELS = 2 ** 27;

/**
 * The image in the bytes of a PNG or JPEG file, known by their first bytes. Of 16 bits a colour the higher 8 are kept.
 *
 * PNG is decoded by the package `pngjs`, JPEG by `jpeg-js`, in plain JavaScript, loaded when the first of its kind is met.
 *
 * @throws FoldwiseError `data` for another kind of file, one that is cut off or damaged, and one of more than 134 million pixels.
 */
export async function decodeImage(bytes: Uint8Array, name: string): Promise<Image> {
  const decode =
    bytes[0] === 0x89 && bytes[1] === 0x50 ? png : bytes[0] === 0xff && bytes[1] === 0xd8 ? jpeg : undefined;
  if (decode === undefined) {
    const got = Buffer.from(bytes.subarray(0, 4)).toString('hex');
    throw imageError(
      name,
      `expected a PNG or JPEG image, got ${got === '' ? 'an empty file' : `a file that begins with ${got}`}`,
    );
  }
  try {
    return await decode(bytes);
  } catch (cause) {
    const reason = messageOf(cause);
    throw imageError(name, `expected an image that can be decoded, got one that cannot (${reason})`, cause);
  }
}

async function png(bytes: Uint8Array): Promise<Image> {
  const { PNG } = await import('pngjs');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(16) * view.getUint32(20) > MOST_PIXELS) throw new RangeError('it has too many pixels');
  const { width, height, data } = PNG.sync.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  return { width, height, rgba: data };
}

async function jpeg(bytes: Uint8Array): Promise<Image> {
  const { default: codec } = await import('jpeg-js');
  const limits = { maxResolutionInMP: MOST_PIXELS / 1e6, maxMemoryUsageInMB: 4096, tolerantDecoding: false };
  const { width, height, data } = codec.decode(bytes, { useTArray: true, ...limits });
  return { width, height, rgba: data };
}

function imageError(where: string, message: string, cause?: unknown): FoldwiseError {
  return new FoldwiseError(message, {
    code: 'data',
    where,
    hint: 'take the file out of the folder, or put a whole one there',
    ...(cause !== undefined && { cause }),
  });
}
