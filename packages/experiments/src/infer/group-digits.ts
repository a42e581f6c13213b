/** 53940 → "53,940". */
export function groupDigits(n: number): string {
  return String(n).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}
