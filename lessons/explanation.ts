import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { folderOf, type Lesson } from './lesson.ts';

/** The file that explains a lesson; it lies beside the sources in a checkout and comes with the package. */
export function explanationFile(lesson: Lesson): string {
  // The manifest is found by the package's own name, since the compiled file lies deeper than its source.
  const manifest = createRequire(import.meta.url).resolve('@foldwise/lessons/package.json');
  return join(dirname(manifest), folderOf(lesson), 'README.md');
}

/** What it says: Markdown. */
export function explanationOf(lesson: Lesson): string {
  return readFileSync(explanationFile(lesson), 'utf8');
}
