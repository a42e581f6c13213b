import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compiledExecutor } from '@foldwise/core';
import { expect, onTestFinished, test } from 'vitest';
import { foldwise } from '../../test/fake-io.ts';
import { put } from '../../test/made-up.ts';

function folder(): string {
  const directory = mkdtempSync(join(tmpdir(), 'foldwise-doctor-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

test('doctor says that everything is here, in text and in JSON', { timeout: 30_000 }, async () => {
  const cwd = folder();
  const { code, out, err } = await foldwise(['doctor'], { cwd });
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain(`built; tier ${compiledExecutor.tier}`);
  expect(out).toMatch(/GFLOP\/s in a product, [\d,]+ rows\/s/);
  expect(out).toMatch(/penguins +embedded +writable/);
  expect(out).toContain('everything that runs need is here');

  const json = await foldwise(['doctor', '--json'], { cwd });
  expect(json.code).toBe(0);
  const diagnosis = JSON.parse(json.out);
  expect(diagnosis).toMatchObject({
    ok: true,
    problems: [],
    machine: { node: process.versions.node, path: process.execPath, platform: process.platform },
    kernels: { built: true, tier: compiledExecutor.tier },
  });
  expect(diagnosis.kernels.speed.gflops).toBeGreaterThan(0.01);
  expect(diagnosis.kernels.speed.rowsPerSecond).toBeGreaterThan(100);
  const versions = diagnosis.packages.map((each: { version: string }) => each.version);
  expect(versions).not.toContain(null);
});

test('doctor ends with an error where a competition does not load', { timeout: 30_000 }, async () => {
  const cwd = folder();
  put(join(cwd, 'competitions', 'broken'), { 'competition.ts': 'throw new Error("it broke");\n' });
  const { code, out, err } = await foldwise(['doctor'], { cwd });
  expect(code).toBe(1);
  expect(out).toContain('problem competition broken does not load');
  expect(err).toContain('doctor: expected everything that runs need, but competition broken does not load');
});
