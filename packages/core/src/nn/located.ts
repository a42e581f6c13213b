import { FoldwiseError } from '../errors.ts';
import { readable } from './readable.ts';

/** Runs `task` on behalf of a part of a layer, so that an error names the path to the part: `sequential[2] > dense: …`; too little memory is one. */
export function located<T>(place: string, task: () => T): T {
  try {
    return task();
  } catch (thrown) {
    const error = readable(thrown);
    throw error instanceof FoldwiseError ? moved(place, error) : error;
  }
}

/** The same error, from a place that lies around where it was. */
export function moved(place: string, error: FoldwiseError): FoldwiseError {
  const start = error.where === undefined ? 0 : error.where.length + ': '.length;
  const end = error.hint === undefined ? undefined : -(error.hint.length + ' — '.length);
  return new FoldwiseError(error.message.slice(start, end), {
    code: error.code,
    where: error.where === undefined ? place : `${place} > ${error.where}`,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    cause: error,
  });
}
