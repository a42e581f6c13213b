import { FoldwiseError } from '@foldwise/core';
import { csvError } from './csv-location.ts';

/** Makes a string of `bytes[start, end)`; `at` is where it stands in the file, for the error. */
export type DecodeCell = (
  bytes: Uint8Array,
  start: number,
  end: number,
  at: number,
  column?: string,
) => string;

/** A decoder of this encoding that refuses bytes that are not in it, by file, line and column. */
export function cellDecoder(file: Uint8Array, name: string, encoding: string): DecodeCell {
  const decoder = decoderOf(name, encoding);
  return (bytes, start, end, at, column) => {
    let any = 0;
    for (let i = start; i < end; i++) any |= bytes[i]!;
    const part = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
    if (any < 128) return part.toString('latin1');
    try {
      return decoder.decode(part);
    } catch {
      throw csvError(
        { file: name, bytes: file, offset: at, ...(column !== undefined && { column }) },
        `expected ${encoding} text, got ${JSON.stringify(part.toString('latin1', 0, 40))}`,
        "pass encoding: 'windows-1252', or save the file as UTF-8",
      );
    }
  };
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
