import type { CompetitionHome, OnProgress } from '@foldwise/experiments';
import { liveMirror, trackingServer } from '@foldwise/experiments';
import type { Io } from '../io.ts';
import { withProgress } from '../render/with-progress.ts';

type Mirror = ReturnType<typeof liveMirror>;
type Server = ReturnType<typeof trackingServer>;

/** The share of the time that a command has taken which the last of its runs may take to arrive. */
const shareOfTime = 0.015;

/** Bounds of that, in seconds. */
const [leastWait, longestWait] = [0.5, 10];

/**
 * The server that runs are mirrored to: the one that `--mlflow` names, else `MLFLOW_TRACKING_URI`; nothing where there is neither, or
 * `--mlflow none`. What the environment says may be meant for other programs (`sqlite:///…`): then a note says so, and nothing is mirrored.
 *
 * @throws FoldwiseError where `--mlflow` names none that can be talked to.
 */
export function mirrorServer(
  given: string | undefined,
  io: Io,
  onNote: (message: string) => void,
): Server | undefined {
  if (given === 'none') return undefined;
  if (given !== undefined) return trackingServer(given, io.env);
  const fromEnvironment = io.env['MLFLOW_TRACKING_URI'] ?? '';
  if (fromEnvironment === '') return undefined;
  if (/^https?:/i.test(fromEnvironment)) return trackingServer(fromEnvironment, io.env);
  onNote('MLFLOW_TRACKING_URI is no address of a server (http://…), so nothing is mirrored to it');
  return undefined;
}

/** Says what a server has not got, where that is so. */
async function finish(
  mirror: Mirror,
  home: CompetitionHome,
  seconds: number,
  onProgress: OnProgress,
): Promise<void> {
  const { reason } = await mirror.finish(seconds);
  if (reason === undefined) return;
  const message = `MLflow has not got all of it yet (${reason}); later: foldwise sync ${home.slug}`;
  onProgress({ type: 'note', message });
}

/**
 * Does work that writes a study, and mirrors it meanwhile. The mirror reads the journal and is told nothing but where that is; it never
 * makes the work fail, and at the end it gets half a second, or 1.5 % of the time that the work took where that is more.
 */
export async function mirrored<T>(
  home: CompetitionHome,
  given: string | undefined,
  io: Io,
  onProgress: OnProgress,
  work: (onProgress: OnProgress) => Promise<T>,
): Promise<T> {
  const onNote = (message: string): void => onProgress({ type: 'note', message });
  const server = mirrorServer(given, io, onNote);
  if (server === undefined) return work(onProgress);
  const began = io.now();
  let mirror: Mirror | undefined;
  try {
    return await work((event) => {
      onProgress(event);
      if (event.type === 'study') mirror = liveMirror(home, event.study, server, onNote);
    });
  } finally {
    const share = ((io.now() - began) / 1000) * shareOfTime;
    if (mirror !== undefined) {
      await finish(mirror, home, Math.min(longestWait, Math.max(leastWait, share)), onProgress);
    }
  }
}

/** Mirrors a study that something was just added to, and waits for it a while. */
export async function mirrorStudyOf(
  home: CompetitionHome,
  study: string,
  given: string | undefined,
  io: Io,
): Promise<void> {
  if (given === undefined && (io.env['MLFLOW_TRACKING_URI'] ?? '') === '') return;
  await withProgress(io, 'mirror', async (onProgress) => {
    const onNote = (message: string): void => onProgress({ type: 'note', message });
    const server = mirrorServer(given, io, onNote);
    if (server === undefined) return;
    await finish(liveMirror(home, study, server, onNote), home, longestWait, onProgress);
  });
}
