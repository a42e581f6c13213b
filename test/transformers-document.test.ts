import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as data from '@foldwise/data';
import { describe, expect, it } from 'vitest';
import { root } from './workspace.ts';

/** The names that the first cells of a document's tables begin with or call. */
function namesOf(file: string): readonly string[] {
  const rows = readFileSync(join(root, file), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  return rows.flatMap((row) => {
    const cell = row.split(' | ')[0]!;
    return [...cell.matchAll(/(?:`|[(, ])([a-z]\w*)(?=\()/gi)].map((match) => match[1]!);
  });
}

const named = namesOf('docs/transformers.md');

describe('docs/transformers.md', () => {
  it('names what is exported', () => {
    expect(named.length).toBeGreaterThan(35);
    expect(named.filter((name) => !(name in data))).toEqual([]);
  });

  it('has, with docs/features.md, all that the transform folder exports', () => {
    const index = readFileSync(join(root, 'packages', 'data', 'src', 'index.ts'), 'utf8');
    const lines = index.matchAll(/export \{([^}]+)\} from '\.\/transform\//g);
    const exported = [...lines].flatMap(([, list]) =>
      list!
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    );
    const all = new Set([...named, ...namesOf('docs/features.md')]);
    expect(exported.length).toBeGreaterThan(45);
    expect(exported.filter((name) => !all.has(name))).toEqual([]);
  });
});
