import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { userFolder } from './made-up.ts';

const bin = fileURLToPath(new URL('../bin/foldwise.js', import.meta.url));

/** Starts the installed command in a process of its own. */
function start(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    cwd: userFolder(),
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', NO_COLOR: '1' },
  });
  return { status, stdout, stderr };
}

test('the command runs, prints to its standard output, and ends with 0', () => {
  expect(start('list')).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('diamonds') });
});

test('the exit code of a failure gets through', () => {
  expect(start('swep')).toMatchObject({ status: 2, stdout: '' });
  expect(start('runs', 'nothing')).toMatchObject({ status: 1, stdout: '' });
});
