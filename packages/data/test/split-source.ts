import type { ByteSource } from '../src/format/byte-source.ts';

/** Bytes in pieces that end at these places, as a slow disk or a decompressor may give them. */
export function splitSource(bytes: Uint8Array, ends: readonly number[], name = 'split'): ByteSource {
  return {
    name,
    open: async function* () {
      let start = 0;
      for (const end of [...ends, bytes.length]) {
        yield bytes.subarray(start, end);
        start = end;
      }
    },
  };
}
