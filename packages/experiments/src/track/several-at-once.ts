/**
 * Does something for each of the items, at most so many at a time. The first failure stops what has not begun, and is thrown once what
 * has begun is over.
 *
 * @example
 * await severalAtOnce(4, files, (file) => upload(file));
 */
export async function severalAtOnce<T>(
  most: number,
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const waiting = items.values();
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (const item of waiting) {
      try {
        await work(item);
      } catch (error) {
        failures.push(error);
      }
      if (failures.length > 0) return;
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
  if (failures.length > 0) throw failures[0];
}
