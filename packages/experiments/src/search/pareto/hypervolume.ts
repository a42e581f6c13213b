import { FoldwiseError } from '@foldwise/core';

/**
 * The area that points dominate, up to a reference point: how good a front of two objectives is, as one number; higher is better, 0 where
 * no point is better than the reference in both.
 *
 * @param losses by point, two each, lower is better.
 * @param reference losses that are just too high.
 * @throws FoldwiseError (`input`) where points have other than two losses.
 * @example
 * hypervolume([[1, 2], [2, 1]], [3, 3]); // 3
 */
export function hypervolume(losses: readonly (readonly number[])[], reference: readonly number[]): number {
  const odd = [reference, ...losses].find((each) => each.length !== 2);
  if (odd !== undefined) {
    throw new FoldwiseError(`expected two losses a point, got ${odd.length}`, {
      code: 'input',
      where: 'hypervolume',
      hint: 'pass the two objectives that you want to compare, and a reference of two numbers',
    });
  }
  const [right, top] = [reference[0]!, reference[1]!];
  const inside = losses.filter(([x, y]) => x! < right && y! < top).toSorted((a, b) => a[0]! - b[0]!);
  let area = 0;
  let lowest = top;
  for (const [x, y] of inside) {
    if (y! >= lowest) continue;
    area += (right - x!) * (lowest - y!);
    lowest = y!;
  }
  return area;
}
