import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, root, sourcesOf, workspacePackages } from './workspace.ts';

/** From the bottom up: a package may import the ones before it. */
const packages = ['core', 'plot', 'data', 'mlflow-js-client', 'experiments', 'dashboard', 'cli'];

/** What is for anyone, and imports none of the others. */
const alone = ['mlflow-js-client'];

/** How a package is imported. */
const nameOf = (folder: string): string => (alone.includes(folder) ? folder : `@foldwise/${folder}`);

/** By which of its entries a package is imported: core has one for what is not about networks. */
const entries = ['', '/base', '/testing'];

/** What lies outside packages/ and may be imported from there. */
const besides: Readonly<Record<string, readonly string[]>> = { cli: ['@foldwise/lessons'] };

/** From the bottom up, inside a package: a folder (or file) may import the ones before it, and itself. */
const folders: Readonly<Record<string, readonly string[]>> = {
  core: [
    'spec.ts',
    'errors.ts',
    'check-option.ts',
    'math',
    'random',
    'tensor',
    'metrics',
    'base.ts',
    'autodiff',
    'optim',
    'nn',
    'weights-file',
    'executor',
    'compiled',
    'train',
    'inspect',
    'onnx',
    'testing',
    'index.ts',
  ],
  plot: ['svg', 'chart', 'images', 'layers', 'search', 'scores', 'predictions', 'index.ts'],
  data: [
    'table',
    'statistics',
    'operations',
    'format',
    'select',
    'split',
    'dataset.ts',
    'transform',
    'audit',
    'source',
    'danfo',
    'testing',
    'index.ts',
  ],
  'mlflow-js-client': [
    'mlflow-error.ts',
    'limits.ts',
    'names.ts',
    'connection',
    'transport',
    'experiments',
    'runs',
    'models',
    'artifacts',
    'mlflow-client.ts',
    'testing',
    'index.ts',
  ],
  experiments: [
    'search',
    'compare',
    'journal',
    'competition/task.ts',
    'model',
    'competition',
    'run',
    'audit',
    'submit',
    'blend',
    'track',
    'view',
    'infer',
    'testing',
    'index.ts',
  ],
  dashboard: ['api', 'query', 'facts', 'guard', 'watch', 'server', 'index.ts'],
  cli: [
    'io.ts',
    'process-io.ts',
    'open-address.ts',
    'usage-error.ts',
    'manifest.ts',
    'command.ts',
    'options.ts',
    'write-file.ts',
    'competitions',
    'facts',
    'render',
    'mirror',
    'report-error.ts',
    'commands',
    'parse',
    'run-cli.ts',
    'index.ts',
    'main.ts',
  ],
};

/** The place of a file of a package in the order above; the longest entry that fits decides. */
function levelOf(name: string, file: string): number {
  const inside = file.slice(`packages/${name}/src/`.length);
  const order = folders[name]!;
  let best = -1;
  for (const [level, entry] of order.entries()) {
    const fits = inside === entry || inside.startsWith(`${entry}/`);
    if (fits && (best < 0 || entry.length > order[best]!.length)) best = level;
  }
  return best;
}

describe.each(packages)('the imports of packages/%s', (name) => {
  const files = sourcesOf(`packages/${name}/src`);

  it('has a place in the order for every file', () => {
    expect(files.filter((file) => levelOf(name, file) < 0)).toEqual([]);
  });

  it('point downwards between packages', () => {
    const lower = alone.includes(name) ? [] : packages.slice(0, packages.indexOf(name)).map(nameOf);
    const allowed = [...lower, ...(besides[name] ?? [])];
    const workspace = new RegExp(`^(@foldwise|${alone.join('|')})(/|$)`);
    const upwards = files.flatMap((file) =>
      importsOf(file)
        .filter((to) => workspace.test(to))
        .filter((to) => !allowed.some((one) => entries.some((entry) => to === `${one}${entry}`)))
        .map((to) => `${file} → ${to}`),
    );
    expect(upwards).toEqual([]);
  });

  it('stay inside the package when they are relative', () => {
    const outside = files.flatMap((file) =>
      importsOf(file)
        .filter((to) => to.startsWith('packages/') && !to.startsWith(`packages/${name}/`))
        .map((to) => `${file} → ${to}`),
    );
    expect(outside).toEqual([]);
  });

  it('point downwards between folders', () => {
    const upwards = files.flatMap((file) =>
      importsOf(file)
        .filter((to) => to.startsWith(`packages/${name}/src/`))
        .filter((to) => levelOf(name, to) > levelOf(name, file))
        .map((to) => `${file} → ${to}`),
    );
    expect(upwards).toEqual([]);
  });

  it('have no cycle', () => {
    const state = new Map<string, 'open' | 'done'>();
    const cycles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') {
        cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
        return;
      }
      state.set(file, 'open');
      for (const to of importsOf(file)) if (files.includes(to)) visit(to, [...path, file]);
      state.set(file, 'done');
    };
    for (const file of files) visit(file, []);
    expect(cycles).toEqual([]);
  });
});

describe('the compiled side of core', () => {
  const compiled = 'packages/core/src/compiled/';
  const known = [`${compiled}compiled-executor.ts`];
  // The index exports it, and suites compare it.
  const outside = sourcesOf('packages/core/src').filter(
    (file) => !/^packages\/core\/src\/(compiled|testing|index\.ts)/.test(file),
  );

  it('is known by its executor alone, and to training and prediction alone', () => {
    const who = outside.flatMap((file) =>
      importsOf(file)
        .filter((to) => to.startsWith(compiled))
        .map((to) => ({ file, to })),
    );
    expect(who.map(({ file }) => file)).toEqual([
      'packages/core/src/train/predict.ts',
      'packages/core/src/train/train.ts',
    ]);
    expect(who.filter(({ to }) => !known.includes(to))).toEqual([]);
  });
});

describe('what works without networks', () => {
  it.each(['plot', 'data'])('loads none of them: packages/%s imports core by its base', (name) => {
    const loaded = sourcesOf(`packages/${name}/src`).flatMap((file) => importsOf(file, { types: false }));
    expect([...new Set(loaded.filter((to) => to.startsWith('@foldwise/core')))]).toEqual([
      '@foldwise/core/base',
    ]);
  });
});

describe('packages/plot', () => {
  it('draws in a browser too: it imports nothing of Node', () => {
    const files = sourcesOf('packages/plot/src');
    expect(files.flatMap((file) => importsOf(file).filter((to) => /^(node:|@resvg)/.test(to)))).toEqual([]);
  });
});

describe('the dashboard', () => {
  it('has a page that knows what the server answers and how filters are read, and nothing else of it', () => {
    const files = globSync('packages/dashboard/app/**/*.{ts,svelte}', { cwd: root });
    const known = /^(\.\.?\/(?!.*src\/)|(\.\.\/)+src\/(api|query)\/|svelte$|@foldwise\/plot$)/;
    const others = files.flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      const values = [...text.matchAll(/^ *import (?!type )(?:[^;]*? from )?'([^']+)';/gm)].map(
        ([, to]) => to!,
      );
      return values.filter((to) => !known.test(to) && to !== 'vitest').map((to) => `${file} → ${to}`);
    });
    expect(files.length).toBeGreaterThan(20);
    expect(others).toEqual([]);
  });

  it('is loaded by the command that shows it, and when it is asked for', () => {
    const users = sourcesOf('packages/cli/src').filter((file) =>
      importsOf(file).includes('@foldwise/dashboard'),
    );
    expect(users).toEqual(['packages/cli/src/commands/ui.ts']);
    const text = readFileSync(join(root, users[0]!), 'utf8');
    const ways = text.split('\n').filter((line) => line.includes("'@foldwise/dashboard'"));
    expect(ways.map((line) => line.trim())).toEqual([
      "import type { Dashboard } from '@foldwise/dashboard';",
      "const { serveDashboard } = await import('@foldwise/dashboard');",
    ]);
  });
});

describe('competitions', () => {
  const folderNames = workspacePackages()
    .map((one) => one.folder)
    .filter((folder) => folder.startsWith('competitions/'));

  it.each(folderNames)('%s imports public names only', (folder) => {
    const inner = sourcesOf(folder, { tests: true }).flatMap((file) =>
      importsOf(file)
        .filter((to) =>
          to.startsWith('@foldwise/')
            ? !/^@foldwise\/(core|data|experiments)(\/testing)?$/.test(to)
            : to.startsWith('packages/'),
        )
        .map((to) => `${file} → ${to}`),
    );
    expect(inner).toEqual([]);
  });
});

describe('lessons', () => {
  it('import public names of core and plot only', () => {
    const inner = sourcesOf('lessons', { tests: true }).flatMap((file) =>
      importsOf(file)
        .filter((to) =>
          to.startsWith('@foldwise/')
            ? !/^@foldwise\/(core(\/testing(\/generators)?)?|plot)$/.test(to)
            : to.startsWith('packages/'),
        )
        .map((to) => `${file} → ${to}`),
    );
    expect(inner).toEqual([]);
  });
});
