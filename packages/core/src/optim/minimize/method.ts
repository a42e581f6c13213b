import type { Described } from '../../spec.ts';

/** What a method has learned of the curvature of one function. */
export interface Curvature {
  /** The way from a point with this gradient: −H·g, H an approximation of the inverse of the second derivatives. */
  direction(gradient: Float64Array): Float64Array;
  /** Takes in that a step changed the gradient so; `step`·`change` is above 0. */
  learn(step: Float64Array, change: Float64Array): void;
}

/** How `minimize` finds its directions; a description, from which every run makes a curvature of its own. */
export interface MinimizeMethod extends Described {
  curvature(size: number): Curvature;
}
