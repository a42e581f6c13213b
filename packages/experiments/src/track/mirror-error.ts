import { FoldwiseError } from '@foldwise/core';
import { MlflowError } from 'mlflow-js-client';

/** What the client says, as an error of foldwise; anything else stays what it is. */
export function asFoldwiseError(error: unknown): unknown {
  if (!(error instanceof MlflowError)) return error;
  const { code, where, hint } = error;
  const isAborted = code === 'ABORTED';
  // The message has where and hint in it already.
  return new FoldwiseError(error.message, {
    code: isAborted ? 'aborted' : code === 'CONFIGURATION' ? 'input' : 'network',
    cause: { where, hint },
  });
}
