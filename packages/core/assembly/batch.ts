import { address, word } from './instruction';

/** What the instructions of a step are told about it: where the numbers of its rows begin, and which step of the call it is. */
export let rowsOfBatch: usize = 0;
export let step: usize = 0;

export function beginStep(rows: usize, index: usize): void {
  rowsOfBatch = rows;
  step = index;
}

/** The rows of this batch, gathered. Words: rows, bytes, from, its stride, to, its stride. */
export function takeBatch(at: usize): void {
  const bytes = address(at, 2);
  const stride = address(at, 4);
  let to = address(at, 5);
  let order = rowsOfBatch;
  for (let rows = word(at, 1); rows > 0; rows--, to += address(at, 6), order += 4) {
    memory.copy(to, address(at, 3) + <usize>load<u32>(order) * stride, bytes);
  }
}

/** One number of each row of this batch, as one row. Words: rows, from, its stride, to. */
export function takeNumbers(at: usize): void {
  let to = address(at, 4);
  let order = rowsOfBatch;
  for (let rows = word(at, 1); rows > 0; rows--, to += 4, order += 4) {
    store<f32>(to, load<f32>(address(at, 2) + <usize>load<u32>(order) * address(at, 3)));
  }
}

/** A scheduled number of this step. Words: table, to. */
export function takeScheduled(at: usize): void {
  store<f32>(address(at, 2), load<f32>(address(at, 1) + (step << 2)));
}

/** Keeps the loss for the caller and says whether the step may go on: whether it is finite. Words: from, table. */
export function guardLoss(at: usize): bool {
  const loss = load<f32>(address(at, 1));
  store<f32>(address(at, 2) + (step << 2), loss);
  return isFinite<f32>(loss);
}
