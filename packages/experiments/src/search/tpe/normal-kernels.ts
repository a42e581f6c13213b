import { numberAt } from '../draw.ts';
import { latticeSize } from '../lattice.ts';
import { positionOf, shareOf } from '../position.ts';
import type { Float, Int } from '../space.ts';
import type { Kernels } from './kernels.ts';
import { kernelsOnLattice } from './lattice-kernels.ts';
import { drawPosition, logMassesInside, logScalesOf, type Normals, normalsOn } from './normals.ts';

/** Steps that are this narrow beside the narrowest kernel are as good as none: their mass is density times width within a part in 10⁴. */
const fineLattice = 2000;

/** Kernels of densities; one without steps. */
function continuousKernels(normals: Normals, nearest: (position: number) => number): Kernels {
  const { centers, widths } = normals;
  const perWidth = widths.map((width) => 1 / width);
  const logScales = logScalesOf(normals, logMassesInside(normals));
  return {
    isDear: false,
    draw: (kernel, rng) => nearest(drawPosition(normals, kernel, rng)),
    addLogDensities(position, sums, from, to) {
      // Without a branch: that costs less than to find out which kernels are too far away to matter.
      for (let i = from; i < to; i++) {
        const deviate = (position - centers[i]!) * perWidth[i]!;
        sums[i]! -= 0.5 * deviate * deviate + logScales[i]!;
      }
    },
  };
}

/** Kernels of a number, on its scale. */
export function normalKernels(dimension: Float | Int, coordinates: Float64Array): Kernels {
  const { prior } = dimension;
  const normals = normalsOn(coordinates, {
    center: prior === undefined ? 0.5 : positionOf(dimension, prior.center),
    spread: prior?.spread ?? 1,
  });
  const nearest = (position: number): number => positionOf(dimension, numberAt(dimension, position));
  const isCoarse =
    dimension.step !== undefined && !(dimension.scale === 'linear' && latticeSize(dimension) > fineLattice);
  if (!isCoarse) return continuousKernels(normals, nearest);
  return kernelsOnLattice(normals, nearest, (position) => shareOf(dimension, numberAt(dimension, position)));
}
