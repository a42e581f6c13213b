import { join } from 'node:path';
import { artifactStore } from '@foldwise/experiments';
import type { Context } from 'hono';
import { hashesOf } from '../facts/artifact-names.ts';
import type { FollowedCompetition } from '../facts/followed-competition.ts';

/**
 * The bytes of an artifact, for a hash that a journal of the competition names and for no other: the hash is never a path, and what does not
 * hash to it is not given out, wherever a link leads.
 *
 * @throws FoldwiseError `file` where the file is missing or damaged.
 */
export function artifactAnswer(context: Context, followed: FollowedCompetition, hash: string): Response {
  const known = followed.kept('hashes', ({ studies }) => hashesOf(studies));
  if (!/^[0-9a-f]{64}$/.test(hash) || !known.has(hash)) {
    const problem = 'expected the hash of a file that a run of this competition names, got another';
    return context.json({ problem, hint: 'the page of a run lists them' }, 404);
  }
  const bytes = artifactStore(join(followed.home.directory, 'runs', 'artifacts')).get(hash);
  return context.body(Uint8Array.from(bytes), 200, {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="${hash.slice(0, 12)}.safetensors"`,
    'cache-control': 'no-store',
  });
}
