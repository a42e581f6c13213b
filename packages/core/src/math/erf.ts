export function erf(x: number): number {
  return x;
}
