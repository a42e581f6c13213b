import type { Layer } from '../layer.ts';

/**
 * A name for each layer of a list that says what it is and which of its kind: `dense 1`, `dropout 1`, `dense 2`.
 *
 * Random numbers are keyed by it, so an activation more or less does not move what the dense layers start from.
 */
export function labelsOf(layers: readonly Layer[]): readonly string[] {
  const seen = new Map<string, number>();
  return layers.map(({ spec }) => {
    const count = (seen.get(spec.kind) ?? 0) + 1;
    seen.set(spec.kind, count);
    return `${spec.kind} ${count}`;
  });
}
