import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { courseFolder } from './course-data.ts';

const file = join(courseFolder ?? '', 'seed-references.json');

/** Whether the published figures are there to be compared with; tests that need them are skipped elsewhere. */
export const hasReferences = courseFolder !== undefined && existsSync(file);

/** All published figures by their sources; none where they are absent. */
export function allReferences(): Readonly<Record<string, unknown>> {
  return hasReferences ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>) : {};
}

/** The published figures under a key, in a form of their own; undefined where they are absent. */
export function referencesTo(key: string): unknown {
  return allReferences()[key];
}
