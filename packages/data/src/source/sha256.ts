import { createHash } from 'node:crypto';
import type { ByteSource } from '../format/byte-source.ts';

/** The SHA-256 of a file's content, in hexadecimal, and how many bytes that is; it is gone through piece by piece. */
export async function fingerprintOf(
  source: ByteSource,
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const part of source.open()) {
    hash.update(part);
    bytes += part.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}
