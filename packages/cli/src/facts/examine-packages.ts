import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ownManifest, readManifest } from '../manifest.ts';

/** A package and its version; null where it is not installed. */
export interface PackageFacts {
  readonly name: string;
  readonly version: string | null;
}

/** A package that foldwise can do without. */
export interface OptionalPackage extends PackageFacts {
  /** What it is good for. */
  readonly use: string;
}

const optional = [{ name: 'danfojs-node', use: 'data frames: toDataFrame, fromDataFrame' }] as const;

/** The version that is found from one of these places; null where none finds it. */
function versionOf(name: string, ...places: readonly NodeJS.Require[]): string | null {
  for (const place of places) {
    try {
      return readManifest(place.resolve(`${name}/package.json`)).version ?? null;
    } catch {
      // Not from here.
    }
  }
  return null;
}

/** This package and those of foldwise that it stands on. */
export function examinePackages(): readonly PackageFacts[] {
  const here = createRequire(import.meta.url);
  const { version, dependencies } = ownManifest();
  const names = Object.keys(dependencies ?? {}).filter((name) => name.startsWith('@foldwise/'));
  return [
    { name: '@foldwise/cli', version: version ?? null },
    ...names.map((name) => ({ name, version: versionOf(name, here) })),
  ];
}

/** What @foldwise/data would use if it were there: found from that package as it would find it, or from the user's folder. */
export function examineOptional(cwd: string): readonly OptionalPackage[] {
  const places = [createRequire(join(cwd, 'here.js')), fromData()];
  return optional.map(({ name, use }) => ({ name, version: versionOf(name, ...places), use }));
}

function fromData(): NodeJS.Require {
  const here = createRequire(import.meta.url);
  return createRequire(here.resolve('@foldwise/data/package.json'));
}
