import { FoldwiseError } from '@foldwise/core';

/** What a trial fails by that takes too long. */
export function timedOut(seconds: number): FoldwiseError {
  return new FoldwiseError(`took more than ${seconds} s for a fold, the time-out of the sweep`, {
    code: 'training',
    hint: 'raise --timeout and retry by --retry-failed',
  });
}

/** What a trial fails by that takes too much memory. */
export function outOfMemory(mebibytes: number): FoldwiseError {
  return new FoldwiseError(`took more than ${mebibytes} MiB, the memory limit of the sweep`, {
    code: 'training',
    hint: 'raise memory in the sweep and retry by --retry-failed',
  });
}
