import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';

/** The repository's root. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

export interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly version?: string;
  readonly description?: string;
  readonly license?: string;
  readonly type?: string;
  readonly files?: readonly string[];
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly publishConfig?: { readonly exports?: Readonly<Record<string, unknown>>; readonly access?: string };
  readonly engines?: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

export interface WorkspacePackage {
  /** Relative to the root: `packages/core`. */
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Every package of the workspace. */
export function workspacePackages(): readonly WorkspacePackage[] {
  return globSync('{packages/*,competitions/*,lessons}/package.json', { cwd: root })
    .toSorted()
    .map((file) => ({
      folder: dirname(file),
      manifest: JSON.parse(readFileSync(join(root, file), 'utf8')) as Manifest,
    }));
}

/** The TypeScript sources below a folder, relative to the root; without tests, and what only they use, unless asked for. */
export function sourcesOf(folder: string, options: { readonly tests?: boolean } = {}): readonly string[] {
  return globSync(`${folder}/**/*.ts`, {
    cwd: root,
    exclude: ['**/node_modules/**', '**/dist/**', '**/*.d.ts', '**/data/**/*.csv', '**/runs/**'],
  })
    .filter((file) => options.tests === true || !/\.test\.ts$|^lessons\/test\//.test(file))
    .toSorted();
}

/**
 * What a file imports or re-exports: relative ones as paths from the root, packages by name; types included unless they are not asked
 * for, as when the question is what is loaded.
 */
export function importsOf(
  file: string,
  { types = true }: { readonly types?: boolean } = {},
): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const { module } = parseSync(file, text);
  const asked = ({ start }: { readonly start: number }): boolean =>
    types || !/^(import|export) type\b/.test(text.slice(start, start + 'import type '.length));
  const specifiers = [
    ...module.staticImports.filter(asked).map((entry) => entry.moduleRequest.value),
    ...module.staticExports
      .filter(asked)
      .flatMap((entry) =>
        entry.entries.flatMap((one) => (one.moduleRequest ? [one.moduleRequest.value] : [])),
      ),
    ...module.dynamicImports.flatMap((entry) => {
      const literal = /^['"](.+)['"]$/.exec(text.slice(entry.moduleRequest.start, entry.moduleRequest.end));
      return literal ? [literal[1]!] : [];
    }),
  ];
  return [...new Set(specifiers)].map((specifier) =>
    specifier.startsWith('.') ? relative(root, resolve(root, dirname(file), specifier)) : specifier,
  );
}
