/** How long the event loop may be kept waiting, so that an abort signal or a progress display gets its turn. */
const SLICE_MILLISECONDS = 30;

const turn: () => Promise<void> =
  typeof setImmediate === 'function'
    ? () => new Promise((resolve) => setImmediate(resolve))
    : () => new Promise((resolve) => setTimeout(resolve, 0));

/**
 * Runs `work(from, to)` over 0 … count − 1 in slices of some tens of milliseconds, with a turn of the event loop after each.
 *
 * Ends early where `work` returns false. Slices are as long as the last one was fast, so the work must not depend on where it is cut.
 */
export async function inSlices(count: number, work: (from: number, to: number) => boolean): Promise<void> {
  let length = 1;
  for (let from = 0; from < count;) {
    const to = Math.min(count, from + length);
    const started = performance.now();
    if (!work(from, to)) return;
    const took = performance.now() - started;
    if (took < SLICE_MILLISECONDS / 2) length *= 2;
    else if (took > SLICE_MILLISECONDS) length = Math.max(1, Math.floor(length / 2));
    from = to;
    await turn();
  }
}
