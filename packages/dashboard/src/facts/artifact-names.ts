import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FoldDetails, RunDetails } from '@foldwise/experiments';
import type { ArtifactEntry } from '../api/run-page.ts';

/** What is stored of a run: by what it is, and the hash it is named by. */
export function artifactsOf(
  predictions: string | null,
  folds: readonly FoldDetails[],
  sizes: ReadonlyMap<string, number>,
): readonly ArtifactEntry[] {
  const named = [
    ...(predictions === null ? [] : [{ name: 'predictions', sha256: predictions }]),
    ...folds.flatMap(({ fold, weights }) =>
      weights === null ? [] : [{ name: `weights of fold ${fold + 1}`, sha256: weights }],
    ),
  ];
  return named.map((one) => ({ ...one, bytes: sizes.get(one.sha256) ?? null }));
}

/** The hashes that the journal names for a run: nothing else is ever given out. */
export function hashesOf({
  predictions,
  folds,
}: Pick<RunDetails, 'predictions' | 'folds'>): readonly string[] {
  return [predictions, ...folds.map(({ weights }) => weights)].filter((hash) => hash !== null);
}

/** The files of an artifact store by their hash, with how large they are. */
export function sizesIn(directory: string, hashes: readonly string[]): ReadonlyMap<string, number> {
  const wanted = new Set(hashes);
  const sizes = new Map<string, number>();
  for (const name of namesIn(directory)) {
    const hash = name.slice(0, name.indexOf('.'));
    if (!wanted.has(hash)) continue;
    const stat = lstatSync(join(directory, name), { throwIfNoEntry: false });
    if (stat?.isFile() === true) sizes.set(hash, stat.size);
  }
  return sizes;
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
