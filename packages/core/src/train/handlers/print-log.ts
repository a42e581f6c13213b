import type { EpochRecord } from '../history.ts';
import type { TrainHandler } from './handler.ts';

const HEADER = ' epoch        loss       score';

/** Six digits, aligned to the right. */
function cell(number: number | undefined): string {
  return (number === undefined ? '' : number.toPrecision(6)).padStart(12);
}

function lineOf({ epoch, loss, score, best }: EpochRecord): string {
  return `${String(epoch).padStart(6)}${cell(loss)}${cell(score)}${best ? '  best' : ''}`.trimEnd();
}

/**
 * A line for each epoch: its number, the mean training loss, the validation score, and whether it is the best so far.
 *
 * @example
 * await train({ ...options, handlers: [printLog(console.log)] });
 */
export function printLog(write: (line: string) => void): TrainHandler {
  return Object.freeze({
    onStart: () => write(HEADER),
    onEpoch: (record: EpochRecord) => write(lineOf(record)),
  });
}
