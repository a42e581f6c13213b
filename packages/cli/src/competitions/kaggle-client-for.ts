import type { KaggleClient } from '@foldwise/data';
import { kaggleClient, kaggleCredentials } from '@foldwise/data';
import type { Io } from '../io.ts';

/** Kaggle, for the user of this terminal. */
export function kaggleClientFor(io: Io, onNote: (message: string) => void): KaggleClient {
  const endpoint = io.env['KAGGLE_API_ENDPOINT'];
  return kaggleClient({
    credentials: kaggleCredentials(io.env),
    endpoint: endpoint === '' ? undefined : endpoint,
    signal: io.signal,
    onNote,
  });
}
