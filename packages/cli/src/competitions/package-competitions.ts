import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { ownManifest } from '../manifest.ts';

const prefix = '@foldwise/competition-';

/** A competition in a package that is installed. */
export interface PackageCompetition {
  readonly slug: string;
  /** File URL of its module. */
  readonly module: string;
}

/** The packaged competitions that this package brings, and those that `from` (a user's folder) can reach. */
export function packageCompetitions(from: NodeJS.Require): readonly PackageCompetition[] {
  const here = createRequire(import.meta.url);
  return Object.keys(ownManifest().dependencies ?? {})
    .filter((name) => name.startsWith(prefix))
    .flatMap((name) => {
      const path = reach(from, name) ?? reach(here, name);
      return path === undefined
        ? []
        : [{ slug: name.slice(prefix.length), module: pathToFileURL(path).href }];
    });
}

function reach(from: NodeJS.Require, name: string): string | undefined {
  try {
    return from.resolve(name);
  } catch {
    return undefined;
  }
}
