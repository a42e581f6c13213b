import type { KaggleCredentials } from './kaggle-credentials.ts';

/** What a server answered that is no success. */
export interface Refusal {
  readonly status: number;
  /** What it says about it, if anything; free of secrets. */
  readonly message: string;
  /** Seconds that it asks to wait. */
  readonly afterSeconds?: number;
}

/** Seconds from now, from a number of them or a date. */
function secondsOf(retryAfter: string | null): number | undefined {
  if (retryAfter === null) return undefined;
  const seconds = /^\d+$/.test(retryAfter)
    ? Number(retryAfter)
    : (Date.parse(retryAfter) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

/** Kaggle's `message`; nothing where the answer is a page for people. */
async function messageIn(response: Response): Promise<string> {
  try {
    const answer: unknown = JSON.parse(await response.text());
    const { message, error } = answer as { readonly message?: unknown; readonly error?: unknown };
    const text = [message, error].find((one) => typeof one === 'string') ?? '';
    return text.replaceAll(/\s+/g, ' ').trim().slice(0, 300);
  } catch {
    return '';
  }
}

/** Reads an answer that is no success. */
export async function refusalOf(response: Response, credentials: KaggleCredentials): Promise<Refusal> {
  const afterSeconds = secondsOf(response.headers.get('retry-after'));
  return {
    status: response.status,
    message: credentials.withoutSecrets(await messageIn(response)),
    ...(afterSeconds !== undefined && { afterSeconds }),
  };
}
