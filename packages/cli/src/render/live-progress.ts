import type { ProgressEvent } from '@foldwise/experiments';
import type { DefaultRenderer, ListrTaskWrapper, SimpleRenderer } from 'listr2';
import { Listr, ListrLogger, ProcessOutput } from 'listr2';
import type { Io } from '../io.ts';
import { formatDuration, formatScore } from './number.ts';
import { dataLine, studyLine, trialLine } from './plain-progress.ts';
import type { ProgressState } from './progress-state.ts';
import { shareDone } from './progress-state.ts';
import { cut } from './table.ts';
import { transferMeter } from './transfer-meter.ts';

type Task = ListrTaskWrapper<unknown, typeof DefaultRenderer, typeof SimpleRenderer>;

/** The display of one stretch of work. */
export interface LiveDisplay {
  show(event: ProgressEvent, state: ProgressState): void;
}

const shownTrials = 6;
const refreshMilliseconds = 250;
const barCells = 16;

/** Runs `work` under a display on the terminal that redraws: a bar, the best so far, what is running, the last trials. */
export async function liveProgress<T>(
  io: Io,
  stream: NodeJS.WriteStream,
  title: string,
  work: (display: LiveDisplay) => Promise<T>,
): Promise<T> {
  let result: T | undefined;
  const tasks = new Listr<unknown, typeof DefaultRenderer, typeof SimpleRenderer>(
    [{ title, task: async (_, task) => void (result = await underDisplay(io, title, task, work)) }],
    {
      registerSignalListeners: false,
      rendererOptions: {
        // Standard output is kept for results; the display goes where progress goes.
        logger: new ListrLogger({
          processOutput: new ProcessOutput(stream, stream, { leaveEmptyLine: false }),
        }),
        showErrorMessage: false,
        collapseErrors: false,
        formatOutput: 'truncate',
        removeEmptyLines: false,
      },
    },
  );
  await tasks.run();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the only task has set it, or run() has thrown
  return result as T;
}

async function underDisplay<T>(
  io: Io,
  title: string,
  task: Task,
  work: (display: LiveDisplay) => Promise<T>,
): Promise<T> {
  const started = io.now();
  const lines: string[] = [];
  let latest: ProgressState | undefined;
  const meter = transferMeter(() => io.now());
  let transfer: string | undefined;
  const seconds = () => (io.now() - started) / 1000;
  const draw = () => {
    const width = (io.err.columns ?? 80) - 6;
    task.title = transfer === undefined ? titleLine(title, latest, seconds()) : `${title}  ${transfer}`;
    const running = latest === undefined ? [] : runningLines(latest);
    task.output = [...lines.slice(-shownTrials), ...running].map((line) => cut(line, width)).join('\n');
  };
  const timer = setInterval(draw, refreshMilliseconds);
  try {
    const result = await work({
      show(event, state) {
        latest = state;
        // What is whole goes to the lines above, and makes room for the next.
        const words = event.type === 'transfer' ? meter(event) : undefined;
        const isWhole = event.type === 'transfer' && event.bytes === event.total;
        if (event.type === 'transfer') transfer = isWhole ? undefined : words;
        const line = isWhole ? words : lineFor(event, state);
        if (line !== undefined) lines.push(line);
      },
    });
    task.title = `${title} ${doneLine(latest, seconds())}`;
    return result;
  } finally {
    clearInterval(timer);
  }
}

function lineFor(event: ProgressEvent, state: ProgressState): string | undefined {
  if (event.type === 'data') return dataLine(event);
  if (event.type === 'study') return studyLine(event);
  if (event.type === 'trial-finished') return trialLine(event, state);
  return event.type === 'note' || event.type === 'step' ? event.message : undefined;
}

/** "sweep mlp  ████▌·····  5/12  best 0.0962 (trial 3)  1m 12s, about 2m 40s to go" */
function titleLine(title: string, state: ProgressState | undefined, seconds: number): string {
  if (state === undefined || state.trials === 0) return `${title}  ${formatDuration(seconds)}`;
  const { complete, trials, best } = state;
  const leader = best === undefined ? '' : `  best ${formatScore(best.score)} (trial ${best.trial})`;
  return `${title}  ${bar(shareDone(state))}  ${complete}/${trials}${leader}  ${formatDuration(seconds)}${toGo(state, seconds)}`;
}

function toGo(state: ProgressState, seconds: number): string {
  const before = state.trials === 0 ? 0 : state.before / state.trials;
  const done = shareDone(state) - before;
  if (seconds < 3 || done <= 0) return '';
  return `, about ${formatDuration((seconds * (1 - shareDone(state))) / done)} to go`;
}

function bar(share: number): string {
  const full = Math.round(share * barCells);
  return '█'.repeat(full) + '░'.repeat(barCells - full);
}

function runningLines(state: ProgressState): readonly string[] {
  return [...state.running].map(([number, { foldsDone, at }]) => {
    const folds = `trial ${number}: ${foldsDone}/${state.folds} folds`;
    return at === undefined
      ? folds
      : `${folds}, fold ${at.fold + 1} epoch ${at.epoch}: ${formatScore(at.value)}`;
  });
}

function doneLine(state: ProgressState | undefined, seconds: number): string {
  const trials = state === undefined || state.trials < 2 ? '' : `${state.complete} ${state.counted}, `;
  return `(${trials}${formatDuration(seconds)})`;
}
