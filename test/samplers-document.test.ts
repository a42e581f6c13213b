import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as experiments from '@foldwise/experiments';
import { expect, it } from 'vitest';
import { root } from './workspace.ts';

it('docs/samplers.md has every sampler, and no other', () => {
  const text = readFileSync(join(root, 'docs', 'samplers.md'), 'utf8');
  const rows = text.matchAll(/^\| `(\w+Sampler)\(/gm);
  const named = new Set([...rows].map(([, name]) => name));
  const exported = Object.keys(experiments).filter((name) => name.endsWith('Sampler'));
  expect(named).toEqual(new Set(exported));
});
