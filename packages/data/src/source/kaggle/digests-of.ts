import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** The size and checksums of a file, read in pieces. */
export async function digestsOf(
  path: string,
): Promise<{ readonly bytes: number; readonly sha256: string; readonly md5: string }> {
  const [sha256, md5] = [createHash('sha256'), createHash('md5')];
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    sha256.update(chunk);
    md5.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: sha256.digest('hex'), md5: md5.digest('hex') };
}
