import { momentsOf } from '../../statistics/moments.ts';
import { checkFlag } from '../check-option.ts';
import type { ColumnTransformer } from '../transformer.ts';
import { numberStep } from './number-step.ts';

export interface PowerOptions {
  /** Bring the result to mean 0 and standard deviation 1 on the training rows; default true. */
  readonly standardize?: boolean;
}

/** New cells may lie much farther out than those that the power was chosen for: what would overflow stays here. */
const far = Number.MAX_VALUE / 4;

/** A step that learns a power of the finite training cells, of which there is one at least, and standardises what it makes of them. */
export function powerStep(
  kind: string,
  options: PowerOptions,
  learn: (present: Float64Array) => (value: number) => number,
): ColumnTransformer {
  const { standardize = true } = options;
  checkFlag(kind, 'standardize', standardize);
  return numberStep({ kind, standardize }, (present) => {
    if (present.length === 0) return (value) => value;
    const change = learn(present);
    const { mean, rest, deviation } = momentsOf(present.map(change));
    return (value) => {
      const changed = Math.max(-far, Math.min(far, change(value)));
      if (!standardize) return changed;
      return deviation === 0 ? 0 : Math.max(-far, Math.min(far, (changed - mean - rest) / deviation));
    };
  });
}
