import { readFileSync } from 'node:fs';

/** What is read of a package.json. */
export interface Manifest {
  readonly version?: string;
  readonly type?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly engines?: Readonly<Record<string, string>>;
}

/** The package.json at this place. */
export function readManifest(place: string | URL): Manifest {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- npm itself refuses manifests of other types
  return JSON.parse(readFileSync(place, 'utf8')) as Manifest;
}

/** The manifest of this package. */
export function ownManifest(): Manifest {
  return readManifest(new URL('../package.json', import.meta.url));
}
