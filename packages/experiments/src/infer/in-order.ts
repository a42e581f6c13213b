/** Numbers by size, then texts by their characters' codes: the same on every machine. */
export function inOrder(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  const [numericA, numericB] = [a.trim() !== '' && !Number.isNaN(x), b.trim() !== '' && !Number.isNaN(y)];
  if (numericA && numericB && x !== y) return x - y;
  if (numericA !== numericB) return numericA ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
