import { gridOf } from './grid-of.ts';
import { latticeSize } from './lattice.ts';
import type { SearchSpace } from './space.ts';

/**
 * How many combinations of values a space has; Infinity where a number can be anything between its bounds.
 *
 * @example
 * finiteSize({ layers: int(1, 3), activation: choice('relu', 'gelu') }); // 6
 */
export function finiteSize(space: SearchSpace): number {
  let size = 1;
  for (const dimension of Object.values(space)) {
    if (dimension.kind === 'oneOf') {
      size *= Object.values(dimension.branches).reduce((sum, branch) => sum + finiteSize(branch), 0);
    } else {
      const isNumber = dimension.kind === 'float' || dimension.kind === 'int';
      size *= isNumber && dimension.low < dimension.high ? latticeSize(dimension) : gridOf(dimension, 1).size;
    }
  }
  return size;
}
