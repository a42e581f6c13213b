import type { Described } from '@foldwise/core/base';
import { expect, test } from 'vitest';

/** The tests that every description passes: frozen, and its spec plain data with a kind. */
export function checkDescription(described: Described): void {
  test('its spec is plain data with a kind', () => {
    expect(described.spec.kind).toMatch(/^[a-z]\w*$/i);
    expect(JSON.parse(JSON.stringify(described.spec))).toStrictEqual(described.spec);
  });

  test('it is frozen', () => {
    expect(Object.isFrozen(described)).toBe(true);
    expect(Object.isFrozen(described.spec)).toBe(true);
  });
}
