/** How many of the ascending numbers are below `limit`; with `orEqual`, or equal to it. */
export function countBelow(ascending: ArrayLike<number>, limit: number, orEqual = false): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! < limit || (orEqual && ascending[middle] === limit)) low = middle + 1;
    else high = middle;
  }
  return low;
}
