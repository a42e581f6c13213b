import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { root } from './workspace.ts';

const run = promisify(execFile);

/** A program that runs foldwise, and switches of its. */
interface Engine {
  readonly node: string;
  readonly switches: readonly string[];
}

const thisNode = process.execPath;
/** An older Node, from the registry. */
const node24 = join(
  root,
  'node_modules',
  'node-24',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** Instructions of the processor that a compiler may or may not use, and compilers: none of it may show in a bit. */
const SWITCHES: readonly (readonly string[])[] = [
  ['--no-enable-fma3'],
  ['--no-enable-avx'],
  ['--no-enable-avx2'],
  ['--no-enable-sse4-2'],
  ['--liftoff-only'],
  ['--no-liftoff'],
  ['--no-wasm-opt'],
  ['--no-wasm-tier-up'],
  ['--experimental-wasm-revectorize'],
  ['--no-opt', '--no-maglev', '--no-sparkplug'],
];

function knownTo(node: string): (switches: readonly string[]) => boolean {
  const help = execFileSync(node, ['--v8-options'], { encoding: 'utf8' });
  return (switches) =>
    switches.every(
      (name) => help.includes(` ${name.replace('--no-', '--')} (`) || help.includes(` ${name} (`),
    );
}

/** This Node as it is, with every switch that it knows, and Node 24. */
const engines: readonly Engine[] = [
  ...SWITCHES.filter(knownTo(thisNode)).map((switches) => ({ node: thisNode, switches })),
  ...[[], ['--no-enable-fma3']].filter(knownTo(node24)).map((switches) => ({ node: node24, switches })),
];

const nameOf = ({ node, switches }: Engine): string =>
  [node === node24 ? 'Node 24' : 'this Node', ...switches].join(' ');

async function runIn({ node, switches }: Engine, args: readonly string[], cwd = root): Promise<string> {
  const source = '--conditions=@foldwise/source';
  const { stdout } = await run(node, [...switches, source, ...args], {
    cwd,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return stdout;
}

/** What the trainings of the script come to: the tier they ran on, and a hash of every network's bits. */
interface Trained {
  readonly tier: string;
  readonly notes: readonly string[];
  readonly hashes: Readonly<Record<string, string>>;
}

const script = join(root, 'test', 'same-bits', 'hash-trainings.ts');
const train = async (engine: Engine, tier: string): Promise<Trained> =>
  JSON.parse(await runIn(engine, [script, tier])) as Trained;

const here: Engine = { node: thisNode, switches: [] };

describe('whole trainings', { timeout: 120_000 }, () => {
  it('are tried in Node 24 and in this one, which is newer', () => {
    expect(existsSync(node24)).toBe(true);
    expect(execFileSync(node24, ['--version'], { encoding: 'utf8' })).toMatch(/^v24\./);
    expect(Number(process.versions.node.split('.')[0])).toBeGreaterThan(24);
    expect(engines.length).toBeGreaterThan(process.arch === 'x64' ? 9 : 4);
  });

  it('have the same bits in every engine on the portable tier', async () => {
    const wanted = await train(here, 'plain');
    expect(wanted).toMatchObject({ tier: 'plain', notes: [] });
    expect(new Set(Object.values(wanted.hashes)).size).toBe(3);
    for (const engine of engines) expect(await train(engine, 'plain'), nameOf(engine)).toEqual(wanted);
  });

  it('have the same bits in every engine on the reference tier', async () => {
    const wanted = await train(here, 'reference');
    for (const engine of [
      { node: node24, switches: [] },
      { node: thisNode, switches: ['--no-opt'] },
    ]) {
      expect(await train(engine, 'reference'), nameOf(engine)).toEqual(wanted);
    }
  });

  it('have the same bits with vector operations joined or not', async () => {
    const relaxed = await train(here, 'relaxed');
    const joined = await train(here, 'revectorised');
    expect(['relaxed', 'revectorised']).toContain(joined.tier);
    expect(joined.hashes).toEqual(relaxed.hashes);
  });

  it.runIf(process.arch === 'x64')(
    'are portable by two roundings, as the others are without FMA',
    async () => {
      const relaxed = await train({ node: thisNode, switches: ['--no-enable-fma3'] }, 'relaxed');
      expect(relaxed.hashes).toEqual((await train(here, 'plain')).hashes);
    },
  );

  it.runIf(process.arch === 'x64')('go on by the reference where there is no SIMD', async () => {
    const without = await train({ node: thisNode, switches: ['--no-enable-sse4-1'] }, 'revectorised');
    expect(without).toEqual(await train(here, 'reference'));
  });
});

describe('foldwise cv --portable', { timeout: 120_000 }, () => {
  it('prints the same bytes in every engine', async () => {
    const main = join(root, 'packages', 'cli', 'src', 'main.ts');
    const validated = (engine: Engine): Promise<string> => {
      const folder = mkdtempSync(join(tmpdir(), 'foldwise-same-bits-'));
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
      return runIn(engine, [main, 'cv', 'penguins', '--portable', '--workers', '2', '--json'], folder);
    };
    const wanted = await validated(here);
    expect(JSON.parse(wanted)).toBeTruthy();
    const some = engines.filter(
      ({ node, switches }) => node === node24 || switches[0] === '--no-enable-fma3',
    );
    for (const engine of some) expect(await validated(engine), nameOf(engine)).toBe(wanted);
  });
});
