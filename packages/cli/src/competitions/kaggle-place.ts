import { resolve } from 'node:path';
import { kaggleSlug } from '@foldwise/data';
import { kaggleSlugOf } from '@foldwise/experiments';
import type { Io } from '../io.ts';
import { UsageError } from '../usage-error.ts';
import { findCompetitions } from './find-competition.ts';
import { openNamed } from './open-named.ts';

/** Which competition of Kaggle is meant, and where its files go to. */
export interface KagglePlace {
  /** Kaggle's name for it. */
  readonly slug: string;
  readonly folder: string;
  /** What the commands call it; undefined where it has not been made yet. */
  readonly name: string | undefined;
}

/**
 * A competition that is here means Kaggle's one of its `url`, and its own `data/`. Any other name is taken for Kaggle's, or for an address
 * there, whose files go into a folder of that name here: for `foldwise new --from`.
 */
export async function kagglePlace(typed: string, io: Io, data?: string): Promise<KagglePlace> {
  const isHere = typed === '.' || findCompetitions(io.cwd).some(({ slug }) => slug === typed);
  if (isHere) {
    const { home, competition } = await openNamed(typed, io, data);
    return { slug: kaggleSlugOf(competition), folder: home.dataDirectory, name: home.slug };
  }
  const slug = kaggleSlug(typed) ?? typed;
  if (!/^[a-z0-9][\w-]*$/i.test(slug)) {
    throw new UsageError(
      `data: expected the name of a competition of Kaggle, got "${typed}"`,
      'it is the last part of its address: https://www.kaggle.com/competitions/<name>',
    );
  }
  return { slug, folder: resolve(io.cwd, data ?? slug), name: undefined };
}
