import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CompetitionHome } from '@foldwise/experiments';

/** The penguins in an empty folder of their own, and how to be rid of it. */
export function penguinsHome(): { readonly home: CompetitionHome; readonly remove: () => void } {
  const module = new URL('../../../competitions/penguins/competition.ts', import.meta.url);
  const directory = mkdtempSync(join(tmpdir(), 'foldwise-mirror-'));
  return {
    home: { slug: 'penguins', module: module.href, directory, dataDirectory: join(directory, 'data') },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
