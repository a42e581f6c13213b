import { globSync } from 'node:fs';
import { dirname } from 'node:path';
import { defineConfig } from 'vitest/config';

// Workspace packages resolve to their TypeScript sources: no build is needed to test.
const source = '@foldwise/source';
const conditions = [source, 'module', 'node', 'development|production'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    pool: 'threads',
    // As many threads as there are cores, where Vitest would leave one of two idle; each keeps its modules, compiled and warm, from file to
    // file, which is half of the work. So a test puts back what it replaces, and mocks no module for a whole file.
    maxWorkers: '100%',
    isolate: false,
    // No test is about time: what takes long on a machine with other work is not wrong.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Runs of minutes: skipped unless asked for, by `pnpm slow`, which says --tagsFilter slow.
    tags: [{ name: 'slow', timeout: 3_600_000, skip: !process.argv.includes('slow') }],
    reporters: ['default', './test/closing-line.ts'],
    // Threads and processes that the code under test starts resolve the same way.
    execArgv: [`--conditions=${source}`],
    projects: [
      ...globSync('{packages/*,lessons}/package.json').map((file) => ({
        extends: true as const,
        root: dirname(file),
        test: { name: dirname(file) },
      })),
      // Together, so that the sources which all of them import are read once.
      { extends: true as const, test: { name: 'competitions', include: ['competitions/*/**/*.test.ts'] } },
      { extends: true as const, test: { name: 'repository', include: ['test/**/*.test.ts'] } },
    ],
    coverage: { provider: 'v8', include: ['{packages,competitions}/*/src/**', 'lessons/**'] },
  },
});
