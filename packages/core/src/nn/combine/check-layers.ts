import { FoldwiseError } from '../../errors.ts';
import type { Layer } from '../layer.ts';

/** Throws where something in a list of layers is not one: `dense` instead of `dense({ units: 8 })`, or a whole array. */
export function checkLayers(where: string, layers: readonly Layer[]): void {
  layers.forEach((layer: unknown, index) => {
    if (isLayer(layer)) return;
    const hint = Array.isArray(layer)
      ? `spread the array: ${where}(...layers)`
      : typeof layer === 'function'
        ? 'call the maker: dense({ units: 8 }), not dense'
        : 'pass what a maker such as dense({ units: 8 }) returns';
    throw new FoldwiseError(`expected a layer at position ${index}, got ${described(layer)}`, {
      code: 'input',
      where,
      hint,
    });
  });
}

function isLayer(value: unknown): value is Layer {
  return (
    typeof value === 'object' && value !== null && 'init' in value && 'apply' in value && 'spec' in value
  );
}

function described(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : `a value of type ${typeof value}`;
}
