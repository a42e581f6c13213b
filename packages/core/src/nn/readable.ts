import { FoldwiseError } from '../errors.ts';

/** What the engine calls an array that it has no memory for. */
const REFUSALS = /^(Invalid (typed array|array buffer|array) length|Array buffer allocation failed)/;

/** What an engine throws where a tensor is too large, as an error of its reader; any other error as it is. */
export function readable(error: unknown): unknown {
  if (!(error instanceof RangeError) || !REFUSALS.test(error.message)) return error;
  return new FoldwiseError(`expected room for the numbers of a tensor, got "${error.message}"`, {
    code: 'training',
    hint: 'make the layer narrower or the batch smaller',
    cause: error,
  });
}
