/** Fisher–Yates from the end, in place: each place i is swapped with the place j ≤ i that `below(i + 1)` names. */
export function shuffleBy(items: unknown[], below: (bound: number) => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = below(i + 1);
    [items[i], items[j]] = [items[j], items[i]];
  }
}
