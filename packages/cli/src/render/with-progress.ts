import type { OnProgress } from '@foldwise/experiments';
import type { Io } from '../io.ts';
import type { LiveDisplay } from './live-progress.ts';
import { liveProgress } from './live-progress.ts';
import { plainProgress } from './plain-progress.ts';
import { advance, nothingYet } from './progress-state.ts';

/** Runs `work` and shows on standard error how it goes: redrawn on a terminal, plain lines elsewhere. */
export async function withProgress<T>(
  io: Io,
  title: string,
  work: (onProgress: OnProgress) => Promise<T>,
): Promise<T> {
  const { stream, isTTY } = io.err;
  if (isTTY && stream !== undefined)
    return liveProgress(io, stream, title, (display) => work(following(display)));
  return work(following({ show: plainProgress(io) }));
}

function following(display: LiveDisplay): OnProgress {
  let state = nothingYet;
  return (event) => {
    state = advance(state, event);
    display.show(event, state);
  };
}
