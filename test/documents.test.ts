import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from './workspace.ts';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly packageManager: string;
};

/** The fenced blocks of a language in a Markdown file. */
function fences(file: string, language: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    (match) => match[1]!,
  );
}

const folder = mkdtempSync(join(tmpdir(), 'foldwise-documents-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(['README.md', 'CONTRIBUTING.md', 'docs/audits.md', 'docs/report.md'])(
  'the ts blocks of %s',
  (file) => {
    it('compile', { timeout: 120_000 }, () => {
      // Inside the checkout, so that the packages are found; git ignores it.
      const place = join(root, '.tsbuild', 'documents', file);
      rmSync(place, { recursive: true, force: true });
      mkdirSync(place, { recursive: true });
      const blocks = fences(file, 'ts');
      expect(blocks.length).toBeGreaterThan(0);
      blocks.forEach((block, index) => writeFileSync(join(place, `block-${index + 1}.ts`), block));
      const compilerOptions = {
        composite: false,
        noEmit: true,
        declaration: false,
        declarationMap: false,
        isolatedDeclarations: false,
        rewriteRelativeImportExtensions: false,
        allowImportingTsExtensions: true,
      };
      const config = { extends: join(root, 'tsconfig.base.json'), compilerOptions, include: ['*.ts'] };
      writeFileSync(join(place, 'tsconfig.json'), JSON.stringify(config));
      const tsc = join(root, 'node_modules', '.bin', 'tsc');
      const { stdout } = spawnSync(tsc, ['-p', place], {
        encoding: 'utf8',
        env: { ...process.env, PATH: pathWithNode() },
      });
      expect(stdout).toBe('');
    });
  },
);

/** The Node that runs this comes first. */
function pathWithNode(): string {
  return `${join(root, 'node_modules', '.bin')}:${process.env['PATH']}`;
}

/** What Node runs as `foldwise`, of this checkout. */
const cli = ['--conditions=@foldwise/source', join(root, 'packages', 'cli', 'src', 'main.ts')];
const env = { ...process.env, NODE_OPTIONS: '' };

/** Runs `foldwise …` in a folder of its own. */
function foldwise(args: readonly string[]): { readonly status: number | null; readonly output: string } {
  const done = spawnSync(process.execPath, [...cli, ...args], { cwd: folder, encoding: 'utf8', env });
  return { status: done.status, output: `${done.stdout}${done.stderr}` };
}

describe('the commands of README.md', () => {
  const commands = fences('README.md', 'sh')
    .flatMap((block) => block.split('\n'))
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== '');

  const scripts = commands.flatMap((command) => [
    ...(/^npx -y (pnpm@\S+) (\w+)$/.exec(command)?.slice(1) ?? []),
  ]);

  it('are foldwise, or scripts of the package manager that package.json pins', () => {
    const others = commands.filter((command) => !/^(foldwise |npx -y pnpm@)/.test(command));
    expect(others).toEqual([]);
    expect(scripts).toEqual([manifest.packageManager, 'start', manifest.packageManager, 'test']);
    expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(['start', 'test']));
  });

  const serves = (command: string): boolean => command.startsWith('foldwise ui');

  it.each(commands.filter((command) => command.startsWith('foldwise ') && !serves(command)))(
    '%s',
    { timeout: 120_000 },
    (command) => {
      const { status, output } = foldwise(command.split(' ').slice(1));
      expect(output).not.toMatch(/^\s+at /m);
      expect({ status, output }).toMatchObject({ status: 0 });
    },
  );

  it.each(commands.filter(serves))('%s, until it is ended', { timeout: 120_000 }, async (command) => {
    // No browser is opened here, and no port is taken from another server.
    const args = command.split(' ').filter((arg) => arg !== '--open');
    const server = spawn(process.execPath, [...cli, ...args.slice(1), '--port', '0'], { cwd: folder, env });
    const ended = once(server, 'exit');
    const [shown] = (await Promise.race([once(server.stdout, 'data'), ended])) as readonly unknown[];
    expect(String(shown)).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\n$/);
    server.kill('SIGINT');
    expect(await ended).toEqual([130, null]);
  });

  it('start runs, shortened to one trial', { timeout: 180_000 }, () => {
    const start = /packages\/cli\/src\/main\.ts (.+)$/.exec(manifest.scripts['start']!);
    const { status, output } = foldwise([...start![1]!.split(' '), '--trials', '1']);
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(output).toMatch(/submissions\/\S+\.csv/);
  });
});
