import type { CompetitionHome, OnProgress } from '@foldwise/experiments';
import { liveMirror, trackingServer } from '@foldwise/experiments';
import type { Io } from '../io.ts';
import { withProgress } from '../render/with-progress.ts';

type Mirror = ReturnType<typeof liveMirror>;
type Server = ReturnType<typeof trackingServer>;

/** The share of the time that a command has taken which the last of its runs may take to arrive. */
const shareOfTime = 0.015;

/** Bounds of that, in seconds. */
const [leastWait, longestWait] = [2, 10];

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

/** Sends the last of it, and says what a server has not got, where that is so. Ctrl-C ends the wait. */
async function finish(
  mirror: Mirror,
  home: CompetitionHome,
  seconds: number,
  signal: AbortSignal,
  onNote: (message: string) => void,
): Promise<void> {
  // Where it was Ctrl-C that ended the work, what was done is still to arrive.
  const { reason } = await mirror.finish(seconds, signal.aborted ? undefined : signal);
  if (reason === undefined) return;
  onNote(`MLflow has not got all of it yet (${reason}); later: foldwise sync ${home.slug}`);
}

/**
 * Does work that writes a study, and mirrors it meanwhile. The mirror reads the journal and is told nothing but where that is; it never
 * makes the work fail, and nothing that the work gives waits for it: when all is done and told, the last runs get two seconds to arrive, or
 * 1.5 % of the time that the work took where that is more.
 *
 * @param work does it and shows what came of it; it hands who follows it to `following` first.
 */
export async function mirrored(
  home: CompetitionHome,
  given: string | undefined,
  io: Io,
  work: (following: (onProgress: OnProgress) => OnProgress) => Promise<void>,
): Promise<void> {
  let note = (message: string): void => io.err.write(`${message}\n`);
  const server = mirrorServer(given, io, (message) => note(message));
  if (server === undefined) return work((onProgress) => onProgress);
  const began = io.now();
  let seconds = 0;
  let mirror: Mirror | undefined;
  try {
    await work((onProgress) => {
      note = (message) => onProgress({ type: 'note', message });
      return (event) => {
        onProgress(event);
        seconds = (io.now() - began) / 1000;
        if (event.type === 'study')
          mirror = liveMirror(home, event.study, server, (message) => note(message));
      };
    });
  } finally {
    if (mirror !== undefined) {
      const last = mirror;
      await withProgress(io, 'the last runs to MLflow', async (onProgress) => {
        note = (message) => onProgress({ type: 'note', message });
        const most = Math.min(longestWait, Math.max(leastWait, seconds * shareOfTime));
        await finish(last, home, most, io.signal, note);
      });
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
    await finish(liveMirror(home, study, server, onNote), home, longestWait, io.signal, onNote);
  });
}
