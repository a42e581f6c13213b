import { dot } from './vectors.ts';
import type { Curvature, MinimizeMethod } from './method.ts';

/**
 * The method of Broyden, Fletcher, Goldfarb and Shanno (1970): keeps the whole matrix H, n² numbers and operations a step for n
 * weights, and needs few steps. For up to a few thousand weights.
 *
 * H ← (I − ρ·s·yᵀ)·H·(I − ρ·y·sᵀ) + ρ·s·sᵀ, ρ = 1/(yᵀs), for a step s that changed the gradient by y; H = I·(yᵀs/yᵀy) before the
 * first. Nocedal & Wright 2006, "Numerical Optimization", Algorithm 6.1 and equation 6.20.
 *
 * @example
 * minimize(f, start, { method: bfgs() });
 */
export function bfgs(): MinimizeMethod {
  return Object.freeze({ spec: Object.freeze({ kind: 'bfgs' }), curvature: wholeMatrix });
}

function wholeMatrix(size: number): Curvature {
  let inverse: Float64Array | undefined;
  const times = (vector: Float64Array): Float64Array =>
    inverse === undefined
      ? vector.slice()
      : Float64Array.from({ length: size }, (_, i) =>
          dot(inverse!.subarray(i * size, (i + 1) * size), vector),
        );
  return {
    direction: (gradient) => times(gradient).map((number) => -number),
    learn(step, change) {
      const along = dot(step, change);
      inverse ??= diagonal(size, along / dot(change, change));
      const turned = times(change);
      const own = (1 + dot(change, turned) / along) / along;
      for (let i = 0; i < size; i++) {
        const [si, ti] = [step[i]!, turned[i]!];
        for (let j = 0; j < size; j++) {
          inverse[i * size + j]! += own * si * step[j]! - (ti * step[j]! + si * turned[j]!) / along;
        }
      }
    },
  };
}

function diagonal(size: number, value: number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) matrix[i * size + i] = value;
  return matrix;
}
