import { FoldwiseError } from '@foldwise/core/base';
import { csvError } from './csv-location.ts';
import type { CsvPlace } from './csv-location.ts';

/** Makes strings of the bytes of cells. */
export interface CellDecoder {
  /** The string of `bytes[start, end)`, which `check` has let pass. */
  readonly text: (bytes: Uint8Array, start: number, end: number) => string;
  /** Refuses bytes that are not in the encoding, from the place up to `end`, by file, line and column. */
  readonly check: (place: CsvPlace, end: number) => void;
}

/** A decoder of this encoding. */
export function cellDecoder(name: string, encoding: string): CellDecoder {
  const decoder = decoderOf(name, encoding);
  // One for all strings that are made of the same bytes: one for each would be most of the garbage of reading texts.
  let last: Buffer = Buffer.alloc(0);
  return {
    text(bytes, start, end) {
      const { buffer, byteOffset, length } = bytes;
      if (last.buffer !== buffer || last.byteOffset !== byteOffset || last.length !== length)
        last = Buffer.from(buffer, byteOffset, length);
      return isAscii(bytes, start, end)
        ? last.toString('latin1', start, end)
        : decoder.decode(last.subarray(start, end));
    },
    check(place, end) {
      const { bytes } = place.part;
      if (isAscii(bytes, place.at, end)) return;
      try {
        decoder.decode(bytes.subarray(place.at, end));
      } catch {
        const got = Buffer.from(bytes.subarray(place.at, end)).toString('latin1', 0, 40);
        throw csvError(
          place,
          `expected ${encoding} text, got ${JSON.stringify(got)}`,
          "pass encoding: 'windows-1252', or save the file as UTF-8",
        );
      }
    },
  };
}

function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  let any = 0;
  for (let at = start; at < end; at++) any |= bytes[at]!;
  return any < 128;
}

function decoderOf(name: string, encoding: string): TextDecoder {
  try {
    // ignoreBOM: a cell that begins with U+FEFF keeps it.
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  } catch (cause) {
    throw new FoldwiseError(`expected the name of an encoding, got "${encoding}"`, {
      code: 'input',
      where: name,
      hint: "pass encoding: 'utf-8' or 'windows-1252'",
      cause,
    });
  }
}
