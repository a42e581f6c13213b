import { existsSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, root, sourcesOf, workspacePackages } from './workspace.ts';

const all = workspacePackages();
const published = all.filter((one) => one.manifest.private !== true);

/** The package a specifier names: `node:fs` → undefined, `@scope/name/sub` → `@scope/name`. */
function packageOf(specifier: string): string | undefined {
  if (
    specifier.startsWith('node:') ||
    builtinModules.includes(specifier) ||
    /^(packages|competitions|lessons|test)\//.test(specifier)
  ) {
    return undefined;
  }
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

describe('core', () => {
  it('has no runtime dependency', () => {
    const core = all.find((one) => one.manifest.name === '@foldwise/core')!;
    expect(core.manifest.dependencies ?? {}).toEqual({});
    const outside = sourcesOf('packages/core/src')
      .filter((file) => !file.includes('/testing/'))
      .flatMap((file) => importsOf(file).flatMap((to) => packageOf(to) ?? []));
    expect(outside).toEqual([]);
  });
});

describe.each(all.map((one) => [one.folder, one] as const))('%s', (folder, { manifest }) => {
  it('is an ES module with a licence, a description and the Node it needs', () => {
    expect(manifest.type).toBe('module');
    expect(manifest.license).toBe('MIT');
    expect(manifest.description).toMatch(/\w{3}/);
    expect(manifest.engines?.['node']).toBe('>=22.18');
    expect(manifest.version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('declares every package its sources import, and no other', () => {
    const declared = [
      ...Object.keys(manifest.dependencies ?? {}),
      ...Object.keys(manifest.peerDependencies ?? {}),
    ].toSorted();
    const used = sourcesOf(folder.startsWith('packages/') ? `${folder}/src` : folder).flatMap((file) =>
      importsOf(file).flatMap((to) => packageOf(to) ?? []),
    );
    const undeclared = [...new Set(used)].filter(
      (name) => !declared.includes(name) && name !== manifest.name,
    );
    expect(undeclared).toEqual([]);
  });
});

describe.each(published.map((one) => [one.folder, one] as const))(
  '%s, published,',
  (folder, { manifest }) => {
    it('exports its sources in the checkout and dist when published', () => {
      expect(manifest.files).toContain('dist');
      expect(manifest.publishConfig?.access).toBe('public');
      const inGit = manifest.exports ?? {};
      const onRegistry = manifest.publishConfig?.exports ?? {};
      expect(Object.keys(onRegistry)).toEqual(Object.keys(inGit));
      expect(JSON.stringify(onRegistry)).not.toContain('@foldwise/source');
      for (const [name, target] of Object.entries(inGit)) {
        if (typeof target === 'string') continue;
        const source = (target as Record<string, string>)['@foldwise/source'];
        expect(source, name).toBeDefined();
        expect(existsSync(join(root, folder, source!)), source).toBe(true);
      }
    });

    it('is built by the compiler alone', () => {
      expect(manifest.scripts?.['build']).toBe('tsc -b');
      expect(existsSync(join(root, folder, 'tsconfig.json'))).toBe(true);
    });
  },
);
