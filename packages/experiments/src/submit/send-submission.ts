import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { FoldwiseError } from '@foldwise/core';
import type { KaggleClient } from '@foldwise/data';
import { sha256Of } from '../journal/canonical-json.ts';
import { fileError } from '../journal/file-error.ts';

/** The file of a submission, as it was when it was written. */
function contentOf(path: string, sha256: string): Uint8Array {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw fileError(error, path, 'read this submission');
  }
  if (sha256Of(bytes) === sha256) return bytes;
  throw new FoldwiseError('expected the submission as it was written, got another file', {
    code: 'file',
    where: path,
    hint: 'write it again with foldwise submit',
  });
}

/** Puts the file where Kaggle wants it; gives the token that stands for it there, which is good for one submission. */
export async function putSubmission(
  client: KaggleClient,
  slug: string,
  { path, sha256 }: { readonly path: string; readonly sha256: string },
): Promise<string> {
  const bytes = contentOf(path, sha256);
  const doing = 'upload the submission';
  return client.patiently(async () => {
    const answer = await client.ask({
      slug,
      doing,
      path: 'competitions/submission-url',
      body: {
        competitionName: slug,
        fileName: basename(path),
        contentLength: bytes.length,
        lastModifiedEpochSeconds: Math.floor(statSync(path).mtimeMs / 1000),
      },
    });
    const { token, createUrl } = (answer ?? {}) as { readonly token?: unknown; readonly createUrl?: unknown };
    if (typeof token !== 'string' || typeof createUrl !== 'string' || !URL.canParse(createUrl)) {
      throw strange(slug, doing);
    }
    await client.put(createUrl, bytes, { slug, doing });
    return token;
  });
}

/** Makes a submission of what was put; gives Kaggle's number of it, or null where Kaggle does not say. */
export async function createSubmission(
  client: KaggleClient,
  slug: string,
  token: string,
  message: string,
): Promise<number | null> {
  const answer = await client.ask({
    slug,
    doing: 'submit the file',
    path: `competitions/submissions/submit/${encodeURIComponent(slug)}`,
    body: { competitionName: slug, blobFileTokens: token, submissionDescription: message },
    once: true,
  });
  const { ref } = (answer ?? {}) as { readonly ref?: unknown };
  return typeof ref === 'number' && Number.isSafeInteger(ref) && ref > 0 ? ref : null;
}

function strange(slug: string, doing: string): FoldwiseError {
  return new FoldwiseError(`could not ${doing}: expected an address to put it to, got something else`, {
    code: 'network',
    where: `kaggle.com, ${slug}`,
    hint: 'upload it by hand on the page of the competition',
  });
}
