import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A new folder that is removed after the tests, in which the workspace's packages can be imported. */
export function userFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'foldwise-cli-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files by their paths in a folder. */
export function put(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Kaggle's three files of a made-up competition: flowers, whose kind follows from their colour and size. */
export function flowers(trainRows = 60, testRows = 20): Readonly<Record<string, string>> {
  const colours = ['red', 'white', 'blue'];
  const row = (i: number) => {
    const size = (i * 37) % 100;
    // A column named like a keyword, and one that no identifier can be.
    const features = [
      `f${String(i).padStart(3, '0')}`,
      colours[i % 3],
      i % 7 === 0 ? '' : size,
      (i * 13) % 17,
    ];
    return { features: features.join(','), kind: size + 20 * (i % 3) > 70 ? 'yes' : 'no' };
  };
  const header = 'flower,class,size of leaf,1st';
  const train = Array.from({ length: trainRows }, (_, i) => row(i)).map((r) => `${r.features},${r.kind}`);
  const test = Array.from({ length: testRows }, (_, i) => row(i + trainRows).features);
  const sample = Array.from({ length: testRows }, (_, i) => `f${String(i + trainRows).padStart(3, '0')},no`);
  return {
    'train.csv': `${[`${header},blooms`, ...train].join('\n')}\n`,
    'test.csv': `${[header, ...test].join('\n')}\n`,
    'sample_submission.csv': `${['flower,blooms', ...sample].join('\n')}\n`,
  };
}
