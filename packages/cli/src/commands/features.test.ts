import { join } from 'node:path';
import { expect, test } from 'vitest';
import { foldwise } from '../../test/fake-io.ts';
import { flowers, put, userFolder } from '../../test/made-up.ts';

const cwd = userFolder();
put(join(cwd, 'downloads/flowers'), flowers());

test('features are told of with the reasons of the steps that choose', async () => {
  await foldwise(['new', 'chosen', '--from', 'downloads/flowers'], { cwd });
  const { code, out, err } = await foldwise(['features', 'chosen'], { cwd });
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatchSnapshot();
});

test('of steps that choose nothing there are the columns that come out', async () => {
  const { code, out } = await foldwise(['features', 'penguins'], { cwd });
  expect(code).toBe(0);
  expect(out).toMatchSnapshot();
});

test('as JSON', async () => {
  const { out } = await foldwise(['features', 'penguins', '--json'], { cwd });
  expect(JSON.parse(out)).toMatchObject({ trainRows: 241, decisions: [], features: expect.any(Array) });
});
