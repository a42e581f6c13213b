import { artifactStore } from '@foldwise/experiments';
import type { Context } from 'hono';
import { hashesOf } from '../facts/artifact-names.ts';
import type { FollowedCompetition } from '../facts/followed-competition.ts';
import { runDetailsOf } from '../facts/run-details-of.ts';

/**
 * The bytes of an artifact of a run, for a hash that its journal names and for no other: the hash is never a path, and what does not hash to it
 * is not given out, wherever a link leads.
 *
 * @throws FoldwiseError where there is no such run, or the file is missing or damaged.
 */
export function artifactAnswer(
  context: Context,
  followed: FollowedCompetition,
  id: string,
  hash: string,
): Response {
  const details = runDetailsOf(followed, id);
  if (!/^[0-9a-f]{64}$/.test(hash) || !hashesOf(details).includes(hash)) {
    const problem = 'expected the hash of a file that the run names, got another';
    return context.json({ problem, hint: 'its page lists them' }, 404);
  }
  const bytes = artifactStore(details.artifactsDirectory).get(hash);
  return context.body(Uint8Array.from(bytes), 200, {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="${hash.slice(0, 12)}.safetensors"`,
    'cache-control': 'no-store',
  });
}
