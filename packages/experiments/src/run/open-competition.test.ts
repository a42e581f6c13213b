import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { tinyCompetition } from '../../test/tiny-competition.ts';
import type { TinyOptions } from '../../test/tiny-competition.ts';
import { openCompetition } from './open-competition.ts';

const opening = (options: TinyOptions) => openCompetition(tinyCompetition(options));

/** Opens it as a user's process does, with Node's own reader of TypeScript. */
function openInNode(module: string): string {
  const script = `
    import { openCompetition } from ${JSON.stringify(new URL('./open-competition.ts', import.meta.url).href)};
    const home = { slug: 'tiny', module: ${JSON.stringify(module)}, directory: '.', dataDirectory: '.' };
    await openCompetition(home).then(({ competition }) => console.log(competition.name), (error) => console.log(error.message));`;
  const words = ['--conditions=@foldwise/source', '--input-type=module', '--eval', script];
  return execFileSync(process.execPath, words, { encoding: 'utf8' }).trim();
}

describe('opening a competition', () => {
  it('imports the default export', async () => {
    const { competition } = await opening({});
    expect(competition.name).toBe('tiny');
  });

  it.each([
    [
      'throws',
      'const a = 1;\nthrow new Error("no such thing");',
      /competition\.ts:2: expected the competition file to load, but it threw Error: no such thing — correct this line and run the same command again$/,
    ],
    [
      'cannot be parsed',
      'const a = 1;\nexport default {{;',
      /competition\.ts:2: expected the competition file to load, but it cannot be parsed: .+ — correct this line/,
    ],
    [
      'imports what is not there',
      'import "./nowhere.ts";',
      /competition\.ts: expected the file \S*nowhere\.ts, which this file imports, got none — correct the import, or put the file there$/,
    ],
    [
      'imports a package that is not there',
      'import "no-such-package";',
      /competition\.ts: expected the package "no-such-package", which this file imports, got none — correct the import, or run: npm install no-such-package$/,
    ],
    [
      'makes foldwise itself fail',
      `import { defineSweep } from ${JSON.stringify(new URL('../index.ts', import.meta.url).href)};\ndefineSweep();`,
      /competition\.ts:2: expected foldwise to load what this file asks for, but foldwise itself failed in experiments\/src\/competition\/define-sweep\.ts:\d+ with TypeError: .+ — look at the options that are passed here/,
    ],
    [
      'exports nothing',
      'export const competition = 1;',
      /competition\.ts: expected a competition as the default export, got no default export \(only competition\) — write: export default defineCompetition/,
    ],
    [
      'exports something else',
      'export default { name: "tiny" };',
      /competition\.ts: expected a competition as the default export, got a default export of another kind \(object\)/,
    ],
    [
      'throws no error',
      'throw "text";',
      /competition\.ts: expected the competition file to load, it threw "text" — throw an Error, or correct what throws/,
    ],
  ])(
    'says in one line where a file that %s is wrong',
    (_, module, message) => {
      const told = openInNode(tinyCompetition({ module }).module);
      expect(told).toMatch(message);
      expect(told.split('\n')).toHaveLength(1);
    },
    20_000,
  );

  it('says what defineCompetition refuses, and on which line it was called', () => {
    const home = tinyCompetition({ parts: { metric: 'rmse()', task: "multiclass(['yes', 'no'])" } });
    const told = openInNode(home.module);
    expect(told).toMatch(
      /competition\.ts:\d+: competition "tiny": expected a metric for a multiclass task, got rmse \(it scores one number a row\) — take a metric of labels/,
    );
  });

  it('says how to make one where there is no file', async () => {
    const { module, ...home } = tinyCompetition();
    const gone = module.replace('competition.ts', 'gone.ts');
    await expect(openCompetition({ ...home, module: gone })).rejects.toThrow(
      /gone\.ts: expected a competition file here, got none — make one with: foldwise new/,
    );
    expect(fileURLToPath(gone)).toContain('gone.ts');
  });
});
