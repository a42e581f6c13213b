import type { Json } from '../spec.ts';

/** Whether nothing in a spec can be written to, however deep. */
export function isFrozenThroughout(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values<Json>(value).every(isFrozenThroughout);
}
