import type { Parameter, Point } from '../parameters.ts';
import type { Dimension } from '../space.ts';

/** Coordinates that a kernel can take differences of. What a trial does not have stands in the middle, so that it is as far from all. */
export interface Axes {
  /** Whether an axis tells options apart, which are equal or not, or numbers. */
  readonly isNominal: readonly boolean[];
  /** `[axes]`. */
  place(point: Point): Float64Array;
}

/** How far apart two options in an order are, at most 1. */
function scaleOf(dimension: Dimension): number {
  return dimension.kind === 'ordinal' ? Math.max(1, dimension.options.length - 1) : 1;
}

/** The axes of some parameters. */
export function axesOf(parameters: readonly Parameter[]): Axes {
  const isNominal = parameters.map(
    ({ dimension }) => dimension.kind === 'choice' || dimension.kind === 'oneOf',
  );
  const scales = parameters.map(({ dimension }) => scaleOf(dimension));
  return {
    isNominal,
    place: (point) =>
      point.map((coordinate, i) => {
        if (Number.isNaN(coordinate)) return isNominal[i]! ? -1 : 0.5;
        return coordinate / scales[i]!;
      }),
  };
}

/** The squared distance along one axis: of numbers the square of the difference, of options 0 or 1. */
export function squaredAlong(isNominal: boolean, a: number, b: number): number {
  if (isNominal) return a === b ? 0 : 1;
  return (a - b) * (a - b);
}
