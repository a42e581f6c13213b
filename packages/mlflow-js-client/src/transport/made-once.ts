import { MlflowError } from '../mlflow-error.ts';

/** How often it is tried to make something. */
const tries = 3;

/** Whether what was to be made may be there all the same: only the answer was lost, or someone else was faster. */
function mayBeThere(error: unknown): boolean {
  if (!(error instanceof MlflowError) || error.code === 'ABORTED') return false;
  return error.status === undefined || error.status >= 500 || error.code === 'RESOURCE_ALREADY_EXISTS';
}

/**
 * Makes what must not be made twice: where it is not known how an attempt went, it is looked for before the next one.
 *
 * @param find what is there; undefined where it is not.
 */
export async function madeOnce<T>(make: () => Promise<T>, find: () => Promise<T | undefined>): Promise<T> {
  for (let left = tries - 1; ; left--) {
    try {
      return await make();
    } catch (error) {
      if (!mayBeThere(error)) throw error;
      const made = await find();
      if (made !== undefined) return made;
      if (left === 0) throw error;
    }
  }
}
