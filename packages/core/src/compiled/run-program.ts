import { pathOf } from '../autodiff/place.ts';
import { FoldwiseError } from '../errors.ts';
import { moved } from '../nn/located.ts';
import type { Instruction } from './instruction.ts';
import type { Kernels, Trouble } from './kernels.ts';
import type { Written } from './write-program.ts';

/** Where the rows and seeds of a call's steps lie. */
export interface Steps {
  readonly count: number;
  readonly order: number;
  /** Rows of a batch. */
  readonly batch: number;
  readonly seeds: number;
}

/** A single step that reads no batch. */
export const ONCE: Steps = { count: 1, order: 0, batch: 0, seeds: 0 };

/**
 * Runs a program and says how many steps were begun; fewer where the loss of the last of them is not finite.
 *
 * @throws FoldwiseError `input` where a code names no row of its table, or a rate of dropout is none; `training` where a kernel fails.
 */
export function runProgram(kernels: Kernels, written: Written, steps: Steps): number {
  const { address, length, instructions } = written;
  const stoppedAt = (): Instruction | undefined =>
    instructions[(kernels.at().instruction - address) / (kernels.words * 4)];
  let begun: number;
  try {
    begun = kernels.run(address, length, steps.count, steps.order, steps.batch, steps.seeds);
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) throw broken(error, stoppedAt());
    throw error instanceof FoldwiseError ? inLayer(error, stoppedAt()) : error;
  }
  const trouble = kernels.trouble();
  if (trouble !== undefined) throw inLayer(wrong(trouble), stoppedAt());
  return begun;
}

function inLayer(error: FoldwiseError, stopped: Instruction | undefined): FoldwiseError {
  return stopped?.place === undefined ? error : moved(pathOf(stopped.place), error);
}

function wrong({ about, number }: Trouble): FoldwiseError {
  if (about > 0) {
    return new FoldwiseError(`expected whole codes from 0 to ${about - 1}, got ${number}`, {
      code: 'input',
      hint: 'check that codes run from 0 to one less than the levels of the embedding or the classes of the target',
    });
  }
  return new FoldwiseError(`expected a dropout rate from 0 up to but without 1, got ${number}`, {
    code: 'input',
    hint: 'check the schedule of the rate',
  });
}

/** What a trap of WebAssembly is to its reader. */
function broken(cause: WebAssembly.RuntimeError, stopped: Instruction | undefined): FoldwiseError {
  const { kernel = 'an unknown kernel', makes = '' } = stopped ?? {};
  const what = makes === '' ? kernel : `${kernel} for ${makes}`;
  const error = new FoldwiseError(`expected ${what} to end, got "${cause.message}"`, {
    code: 'training',
    where: 'compiled executor',
    hint: 'this is a defect of foldwise: please report it with the layers and their shapes; executor: referenceExecutor does without kernels',
    cause,
  });
  return inLayer(error, stopped);
}
