import { FoldwiseError } from '@foldwise/core/base';
import type { ByteSource } from './byte-source.ts';
import { countBreaks, wholeFile } from './file-part.ts';
import type { FilePart } from './file-part.ts';

/** What a pass gives where it needs no more of the file. */
export const ENOUGH: number = Infinity;

/**
 * Goes over a file from its beginning, part by part, and says how many bytes of the part it is done with: the next part begins behind
 * them, and holds more. Of the last part it takes everything, or throws.
 */
export type Pass = (part: FilePart) => number;

/**
 * A reader of tables: asks for passes over the file, as many as it needs, and makes the table of what it saw.
 *
 * It is the same for a file in memory, which is one part, and for one that is read piece by piece.
 */
export type TablePasses<T> = Generator<Pass, T, void>;

/** Runs the passes over bytes in memory. */
export function passOver<T>(bytes: Uint8Array, passes: TablePasses<T>): T {
  const part = wholeFile(bytes);
  for (let step = passes.next(); ; step = passes.next()) {
    if (step.done === true) return step.value;
    step.value(part);
  }
}

/** Runs the passes over a file, of which a few pieces are in memory at a time. */
export async function streamOver<T>(source: ByteSource, passes: TablePasses<T>): Promise<T> {
  for (let step = passes.next(); ; step = passes.next()) {
    if (step.done === true) return step.value;
    await runPass(source, step.value);
  }
}

/** A row is refused that is longer: mostly it is a quote that nobody closed. */
const LONGEST_ROW = 1 << 28;

/**
 * What has to be in view behind the beginning of a row before an error in it counts, so that it is the same error that the whole file
 * gives.
 */
const LOOK_AHEAD = 1 << 24;

/** Whether an error in the row that begins at `rowStart` may be due to the end of the part. */
export function mayBeCutOff({ bytes, last }: FilePart, rowStart: number): boolean {
  return !last && bytes.length - rowStart < LOOK_AHEAD;
}

/** A second pass over a file that has become another one in between would mix the two. */
export function checkUnchanged(file: string, first: number, second: number): void {
  if (first === second) return;
  throw new FoldwiseError(
    `expected a file that does not change while it is read, got ${first} rows and then ${second}`,
    { code: 'file', where: file, hint: 'read it when it is written to its end' },
  );
}

async function runPass(source: ByteSource, pass: Pass): Promise<void> {
  let [memory, start, end] = [new Uint8Array(0), 0, 0];
  let [offset, linesBefore] = [0, 0];
  /** Bytes that must be there before the pass is asked again. */
  let wanted = 1;
  const ask = (last: boolean): boolean => {
    const bytes = memory.subarray(start, end);
    const { size } = source;
    const done = pass({ bytes, offset, linesBefore, last, ...(size !== undefined && { size }) });
    if (done === ENOUGH) return true;
    if (!last && done === 0 && bytes.length >= LONGEST_ROW) throw tooLong(source.name, linesBefore + 1);
    linesBefore += countBreaks(bytes, 0, done);
    offset += done;
    start += done;
    // What is cut off is asked about again when there is twice as much of it: else a long row would take quadratic time.
    wanted = 2 * (end - start);
    return false;
  };
  for await (const piece of source.open('passing')) {
    if (end + piece.length > memory.length) {
      const room = 2 * (end - start + piece.length);
      const next = room > memory.length ? new Uint8Array(room) : memory;
      next.set(memory.subarray(start, end));
      [memory, start, end] = [next, 0, end - start];
    }
    memory.set(piece, end);
    end += piece.length;
    if (end - start > wanted && ask(false)) return;
  }
  ask(true);
}

function tooLong(file: string, line: number): FoldwiseError {
  return new FoldwiseError(
    `expected a row or record of at most ${LONGEST_ROW / 2 ** 20} MiB, got a longer one`,
    {
      code: 'data',
      where: `${file}, line ${line}`,
      hint: 'see whether a quote or bracket that begins there is never closed',
    },
  );
}
