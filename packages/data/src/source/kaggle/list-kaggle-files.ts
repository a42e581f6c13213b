import { FoldwiseError } from '@foldwise/core/base';
import type { KaggleClient } from './kaggle-client.ts';
import { whereOf } from './kaggle-error.ts';

/** A file that a competition of Kaggle has. */
export interface KaggleFile {
  /** Its path in the competition: `train.csv`, `images/1.png`. */
  readonly name: string;
  /** As Kaggle lists it; a file that Kaggle packs is smaller when it comes. */
  readonly bytes: number;
}

/**
 * The files of a competition, in Kaggle's order.
 *
 * @param atLeast where this many are found, further ones are not asked for; default all of them.
 */
export async function listKaggleFiles(
  client: KaggleClient,
  slug: string,
  atLeast: number = Infinity,
): Promise<readonly KaggleFile[]> {
  const files: KaggleFile[] = [];
  let pageToken: string | undefined;
  do {
    const answer = await client.ask({
      slug,
      doing: 'list its files',
      path: `competitions/data/list/${encodeURIComponent(slug)}`,
      query: { pageSize: '100', ...(pageToken !== undefined && { pageToken }) },
    });
    const page = pageOf(answer, slug);
    files.push(...page.files);
    pageToken = page.files.length === 0 ? undefined : page.next;
  } while (pageToken !== undefined && files.length < atLeast);
  return files;
}

function pageOf(
  answer: unknown,
  slug: string,
): { readonly files: readonly KaggleFile[]; readonly next?: string } {
  const { files, nextPageToken } = (answer ?? {}) as {
    readonly files?: unknown;
    readonly nextPageToken?: unknown;
  };
  if (!Array.isArray(files)) throw strange(slug);
  return {
    files: files.map((file: unknown) => fileOf(file, slug)),
    ...(typeof nextPageToken === 'string' && nextPageToken !== '' && { next: nextPageToken }),
  };
}

function fileOf(file: unknown, slug: string): KaggleFile {
  const { name, totalBytes } = (file ?? {}) as { readonly name?: unknown; readonly totalBytes?: unknown };
  if (typeof name !== 'string' || !isInside(name)) throw strange(slug);
  return { name, bytes: typeof totalBytes === 'number' ? totalBytes : 0 };
}

/** Whether a path stays in the folder that it is taken from. */
export function isInside(name: string): boolean {
  return (
    name !== '' &&
    !/^([/\\]|[a-z]:)/i.test(name) &&
    !name.split(/[/\\]/).some((part) => part === '..' || part === '')
  );
}

function strange(slug: string): FoldwiseError {
  return new FoldwiseError('could not list its files: expected names and sizes, got something else', {
    code: 'network',
    where: whereOf(slug),
    hint: 'download the files by hand, and name their folder with --data DIR',
  });
}
