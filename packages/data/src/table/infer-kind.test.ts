import { expect, it } from 'vitest';
import { inferStringKind } from './infer-kind.ts';

it.each([
  [2, 4, 'category'],
  [2, 3, 'text'],
  [256, 10_000, 'category'],
  [257, 10_000, 'text'],
  [0, 0, 'category'],
] as const)('%i levels in %i cells are %s', (levels, cells, kind) => {
  expect(inferStringKind(levels, cells)).toBe(kind);
});
