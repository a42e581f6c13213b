import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Given } from '../lesson.ts';
import { dataFolder } from '../data-folder.ts';

const shared = fileURLToPath(new URL('../../../shared/references/seeds', import.meta.url));

/** The folder of the course files: tests that need them are skipped where it is absent. */
export const courseFolder = existsSync(shared) ? shared : undefined;

/** What a program is handed in a test. */
export const given: Given = {
  data: dataFolder(courseFolder),
  signal: new AbortController().signal,
  save: () => {},
};
