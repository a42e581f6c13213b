import { FoldwiseError } from '@foldwise/core';
import type { KaggleClient } from '@foldwise/data';

/** A submission as Kaggle lists it. */
export interface ListedSubmission {
  readonly ref: number;
  readonly fileName: string;
  readonly description: string;
  readonly state: 'pending' | 'complete' | 'error';
  readonly publicScore: number | null;
  readonly privateScore: number | null;
  readonly reason: string | null;
}

/** The user's latest submissions, up to a hundred, the newest first. */
export async function kaggleSubmissions(
  client: KaggleClient,
  slug: string,
): Promise<readonly ListedSubmission[]> {
  const answer = await client.ask({
    slug,
    doing: 'list your submissions',
    path: `competitions/submissions/list/${encodeURIComponent(slug)}`,
    query: { pageSize: '100' },
  });
  // A bare list is how the API gave them before it gave pages.
  const { submissions } = (answer ?? {}) as { readonly submissions?: unknown };
  const list = Array.isArray(answer) ? answer : submissions;
  if (Array.isArray(list)) return list.map((item: unknown) => listedOf(item));
  throw new FoldwiseError('could not list your submissions: expected a list, got something else', {
    code: 'network',
    where: `kaggle.com, ${slug}`,
    hint: 'see them on the page of the competition',
  });
}

function listedOf(item: unknown): ListedSubmission {
  const field = (name: string): unknown => (item as Readonly<Record<string, unknown>> | null)?.[name];
  const text = (name: string): string => {
    const value = field(name);
    return typeof value === 'string' ? value : '';
  };
  const status = text('status').toLowerCase();
  return {
    ref: Number(field('ref')),
    fileName: text('fileName'),
    description: text('description'),
    state: status.endsWith('complete') ? 'complete' : status.endsWith('error') ? 'error' : 'pending',
    publicScore: scoreOf(field('publicScore')),
    privateScore: scoreOf(field('privateScore')),
    reason: text('errorDescription') === '' ? null : text('errorDescription'),
  };
}

/** Kaggle gives scores as texts, and an empty one where it does not tell. */
function scoreOf(value: unknown): number | null {
  const score =
    typeof value === 'number' ? value : typeof value === 'string' && value !== '' ? Number(value) : NaN;
  return Number.isFinite(score) ? score : null;
}
