import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { foldwise } from '../test/fake-io.ts';
import { flowers, put, userFolder } from '../test/made-up.ts';
import { commands } from './commands/index.ts';
import { nameOf } from './command.ts';

const cwd = userFolder();
put(join(cwd, 'downloads/flowers'), flowers());

describe('help', () => {
  test('without a command is an overview', async () => {
    const { code, out, err } = await foldwise([], { cwd });
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatchSnapshot();
  });

  test.each(commands.map(nameOf))('of %s shows arguments, options and examples', async (name) => {
    const { code, out } = await foldwise([name, '--help'], { cwd });
    expect(code).toBe(0);
    expect(out).toContain('Examples:');
    expect(out).toMatchSnapshot();
  });

  test('--version prints the package’s', async () => {
    const { code, out } = await foldwise(['--version'], { cwd });
    expect([code, out]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
  });

  test.each(['bash', 'zsh', 'fish'])('completion for %s asks the hidden command', async (shell) => {
    const { code, out } = await foldwise(['completion', shell], { cwd });
    expect([code, out]).toEqual([0, expect.stringContaining('foldwise __complete')]);
  });

  test('completion takes the shell from the environment', async () => {
    const { out } = await foldwise(['completion'], { cwd, env: { SHELL: '/usr/bin/zsh' } });
    expect(out).toContain('for zsh');
  });
});

describe('a command line that is none ends in one line and exit code 2', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['swep diamonds', 'error unknown command "swep" — did you mean "sweep"? (foldwise --help)'],
    ['--bogus', 'error expected a command, got the unknown option "--bogus" — see foldwise --help'],
    ['--versio', 'error expected a command, got the unknown option "--versio" — did you mean "--version"?'],
    [
      'sweep',
      'error sweep: expected <competition>, got nothing — usage: foldwise sweep <competition> [sweep]',
    ],
    [
      'compare x',
      'error compare: expected <runs..>, got nothing — usage: foldwise compare <competition> <runs..>',
    ],
    ['compare x best', 'error compare: expected two runs or more, got 1 — see foldwise runs x'],
    ['new x', 'error new: expected --from, got nothing — usage: foldwise new <slug> --from <from>'],
    ['sweep x --trails 3', 'error sweep: unknown option "--trails" — did you mean "--trials"?'],
    ['sweep x -q', 'error sweep: unknown option "-q" — see foldwise sweep --help'],
    ['sweep x y z', 'error sweep: unexpected "z" — usage: foldwise sweep <competition> [sweep]'],
    ['sweep x --trials', 'error sweep: --trials: expected a value, got none'],
    ['sweep x --trials 0', 'error sweep: --trials: expected a whole number of at least 1, got "0"'],
    ['sweep x --time 2', 'error sweep: --time: expected a time such as 2h, 90m or 1h30m, got "2"'],
    ['sweep x --time 0m', 'error sweep: --time: expected a time such as 2h, 90m or 1h30m, got "0m"'],
    ['sweep x --patience 0', 'error sweep: --patience: expected a whole number of at least 1, got "0"'],
    ['sweep x --trials many', 'error sweep: --trials: expected a whole number of at least 1, got "many"'],
    ['sweep x --seed 1.5', 'error sweep: --seed: expected a whole number of at least 0, got "1.5"'],
    ['sweep x --seed 1 --seed 2', 'error sweep: --seed: expected a value, got it 2 times'],
    ['sweep x --data a --data b', 'error sweep: --data: expected a value, got it 2 times'],
    ['sweep x --then upload', 'error sweep: --then: expected "submit", got "upload"'],
    [
      'runs x --sort scor',
      'error runs: --sort: expected "score" or "id", got "scor" — did you mean "score"?',
    ],
    [
      'submit x --portable',
      'error submit: expected --portable with --refit, got it alone — without --refit nothing is computed anew: sweep or cv --portable decide',
    ],
    ['completion basch', 'error completion: expected bash, zsh, fish, got "basch" — did you mean "bash"?'],
  ];
  test.each(cases)('foldwise %s', async (line, message) => {
    const { code, out, err } = await foldwise(line.split(' '), { cwd });
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: `${message}\n` });
  });
});

/** The one line that a command which fails prints. */
async function refusal(line: string): Promise<string> {
  const { code, out, err } = await foldwise(line.split(' '), { cwd });
  expect({ code, out, lines: err.split('\n').length }).toEqual({ code: 1, out: '', lines: 2 });
  return err;
}

describe('what a user can do something about ends in one line and exit code 1', () => {
  test('a competition that is not there', async () => {
    expect(await refusal('runs diamond')).toBe(
      'error expected a competition, got "diamond" — did you mean "diamonds"? or make one with foldwise new diamond --from <folder>\n',
    );
  });

  test('a dot outside every competition', async () => {
    expect(await refusal('runs .')).toContain(`expected a competition.ts in ${cwd} or above`);
  });

  test('--data that is no folder', async () => {
    expect(await refusal('sweep penguins --data nowhere')).toBe(
      `error --data: expected a folder, got "nowhere" — there is nothing at ${join(cwd, 'nowhere')}\n`,
    );
    expect(await refusal('sweep penguins --data downloads/flowers/train.csv')).toContain(
      'name the folder that the files lie in',
    );
  });

  test('a sweep, a model and a run that are not there', async () => {
    expect(await refusal('sweep penguins mpl')).toContain('did you mean "mlp"?');
    expect(await refusal('cv penguins mpl')).toContain('did you mean "mlp"?');
    expect(await refusal('submit penguins')).toBe(
      'error competition "penguins": expected a complete run, got none — make one with: foldwise sweep penguins\n',
    );
    expect(await refusal('show penguins 7')).toContain('expected a run, got "7"');
  });

  test('a folder without the files names what is there', async () => {
    put(join(cwd, 'downloads/other'), { 'notes.txt': 'nothing' });
    expect(await refusal('new other --from downloads/other')).toContain(
      'got no train.csv, no test.csv, no sample submission; the folder holds notes.txt',
    );
  });

  test('a name that is taken', async () => {
    put(cwd, { 'competitions/taken/competition.ts': 'export default 1;\n' });
    expect(await refusal('new taken --from downloads/flowers')).toBe(
      'error foldwise new: expected a new name, competitions/taken is there already — take another name, or write over it with --force (its runs stay)\n',
    );
  });

  test('a competition file that throws, cannot be parsed, or exports something else', async () => {
    put(cwd, {
      'competitions/throws/competition.ts': "throw new TypeError('no such luck');\n",
      'competitions/broken/competition.ts': 'export default {{;\n',
      'competitions/other/competition.ts': 'export const competition = 1;\n',
    });
    expect(await refusal('data throws')).toContain('it threw TypeError: no such luck');
    expect(await refusal('data broken')).toMatch(/competitions\/broken\/competition\.ts/);
    expect(await refusal('data other')).toContain('expected a competition as the default export');
  });

  test('data that is missing says where to put it', async () => {
    put(cwd, { 'downloads/flowers2/train.csv': flowers()['train.csv']! });
    const made = await foldwise(['new', 'emptied', '--from', 'downloads/flowers'], { cwd });
    expect(made.code).toBe(0);
    expect(await refusal('data emptied --data downloads/flowers2')).toContain(
      'got no test.csv, no sample submission',
    );
  });
});

test('--debug adds where an error came from', async () => {
  const { code, err } = await foldwise(['runs', 'diamond', '--debug'], { cwd });
  expect(code).toBe(1);
  expect(err).toMatch(/^ {4}at /m);
});

test('--force writes over a competition and keeps its runs', async () => {
  put(cwd, {
    'competitions/forced/competition.ts': 'export default 1;\n',
    'competitions/forced/runs/kept.txt': 'kept',
  });
  const { code } = await foldwise(['new', 'forced', '--from', 'downloads/flowers', '--force', '--json'], {
    cwd,
  });
  expect(code).toBe(0);
  const listed = await foldwise(['list', '--json'], { cwd });
  expect(JSON.parse(listed.out)).toContainEqual({
    name: 'forced',
    from: 'folder',
    directory: join(cwd, 'competitions/forced'),
    runs: true,
  });
});

test('a competition without runs says how to make some', async () => {
  const { code, out } = await foldwise(['runs', 'penguins'], { cwd });
  expect(code).toBe(0);
  expect(out).toContain('penguins has no runs yet');
  expect(out).toContain('foldwise sweep penguins');
});
