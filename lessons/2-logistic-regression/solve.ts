/** The x of A·x = b, by elimination as one does it on paper, the largest number of a column first. */
export function solve(matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] {
  const lines = matrix.map((line, i) => [...line, right[i]!]);
  const size = right.length;
  for (let column = 0; column < size; column++) {
    const rest = lines.slice(column);
    const largest = rest.reduce((best, line) =>
      Math.abs(line[column]!) > Math.abs(best[column]!) ? line : best,
    );
    const place = lines.indexOf(largest, column);
    [lines[column], lines[place]] = [largest, lines[column]!];
    for (const line of lines.slice(column + 1)) {
      const factor = line[column]! / largest[column]!;
      for (let k = column; k <= size; k++) line[k]! -= factor * largest[k]!;
    }
  }
  const solution = right.map(() => 0);
  for (let i = size - 1; i >= 0; i--) {
    const known = solution.reduce((sum, value, k) => (k > i ? sum + lines[i]![k]! * value : sum), 0);
    solution[i] = (lines[i]![size]! - known) / lines[i]![i]!;
  }
  return solution;
}
