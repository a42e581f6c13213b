/** A score as evidence says it: three decimals, never rounded up to 1. */
export function showScore(value: number): string {
  return value < 1 && value > 0.9995 ? '> 0.999' : value.toFixed(3);
}

/** A share as evidence says it: "12 %", "0.4 %". */
export function percent(share: number): string {
  const value = 100 * share;
  return `${value > 0 && value < 10 ? Math.max(0.1, Number(value.toFixed(1))) : Math.round(value)} %`;
}
