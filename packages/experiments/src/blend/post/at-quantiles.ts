/** Numbers between neighbours among the values, at most so many, evenly spread over them. */
export function atQuantiles(values: Float64Array, most: number): readonly number[] {
  const sorted = [...new Set(values.toSorted())];
  const gaps = sorted.length - 1;
  const count = Math.min(most, gaps);
  return Array.from({ length: count }, (_, i) => {
    const at = Math.floor(((i + 0.5) * gaps) / count);
    return (sorted[at]! + sorted[at + 1]!) / 2;
  });
}
