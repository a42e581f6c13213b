import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { foldwise } from '../../test/fake-io.ts';

test(
  'cv --portable runs on plain SIMD, and show prints that, and the network',
  { timeout: 60_000 },
  async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'foldwise-show-'));
    onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
    const { code, out } = await foldwise(['cv', 'penguins', '--portable', '--workers', '1', '--json'], {
      cwd,
    });
    expect(code).toBe(0);
    const { id } = JSON.parse(out);
    const shown = await foldwise(['show', 'penguins', id], { cwd });
    expect(shown.out).toMatch(/tier +plain, --portable\n/);
    expect(shown.out).toMatch(
      /network, on tier plain\nlayer +a row +parameters +FLOPs a row +weights +outputs a row\nsequential +\d+ → 3 /,
    );
  },
);
