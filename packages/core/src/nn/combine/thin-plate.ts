import { log } from '../../math/log.ts';
import { tensor } from '../../tensor/make.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import type { Places } from './read-at.ts';

/**
 * What each place moves by when control points do, as a thin metal plate that goes through them: `[points, places]`, weights by which the
 * shifts of the points are added up.
 *
 * A shift is a₀ + a₁·u + a₂·v + Σ wᵢ·U(‖(u, v) − pᵢ‖), U(r) = r²·log r², that is right at the points and bends least (Bookstein 1989,
 * "Principal Warps"): its numbers solve a system of the points alone, so that they are linear in the shifts. Points must not all lie in a
 * line.
 */
export function thinPlate(points: Places, places: Places): Tensor {
  const count = points[0].length;
  const bent = (u: number, v: number): number[] => {
    const kernels = points[0].map((p, i) => bend((u - p) ** 2 + (v - points[1][i]!) ** 2));
    return [...kernels, 1, u, v];
  };
  const system = points[0].map((u, i) => bent(u, points[1][i]!));
  for (let i = 0; i < 3; i++) system.push([...system.slice(0, count).map((row) => row[count + i]!), 0, 0, 0]);
  const inverse = inverted(system);
  const each = places[0].map((u, i) => bent(u, places[1][i]!));
  return tensor(
    Array.from({ length: count }, (_, point) =>
      each.map((row) => row.reduce((total, number, i) => total + number * inverse[i]![point]!, 0)),
    ),
  );
}

/** r²·log r², of r². */
function bend(squared: number): number {
  return squared === 0 ? 0 : squared * log(squared);
}

/** The inverse of a matrix that has one, by Gauss and Jordan with the largest number of each column as its pivot. */
function inverted(matrix: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const size = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let column = 0; column < size; column++) {
    const best = rows.reduce(
      (most, row, i) => (i >= column && Math.abs(row[column]!) > Math.abs(rows[most]![column]!) ? i : most),
      column,
    );
    const pivot = rows[best]!;
    rows[best] = rows[column]!;
    const scaled = pivot.map((number) => number / pivot[column]!);
    for (let i = 0; i < size; i++) {
      const factor = rows[i]![column]!;
      rows[i] = i === column ? scaled : rows[i]!.map((number, j) => number - factor * scaled[j]!);
    }
  }
  return rows.map((row) => row.slice(size));
}
