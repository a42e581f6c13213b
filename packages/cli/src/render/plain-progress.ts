import type { TransferEvent } from '@foldwise/data';
import type { ProgressEvent } from '@foldwise/experiments';
import type { Io } from '../io.ts';
import { count, formatDuration, formatScore } from './number.ts';
import { formatParams } from './params.ts';
import type { ProgressState } from './progress-state.ts';
import { formatSpread } from './format-spread.ts';
import { transferMeter } from './transfer-meter.ts';

/** Folds are told of only where nothing else was for so long. */
const quietSeconds = 10;

/** Progress as lines that are never taken back: for pipes and logs. */
export function plainProgress(io: Io): (event: ProgressEvent, state: ProgressState) => void {
  let last = io.now();
  const meter = transferMeter(() => io.now());
  return (event, state) => {
    const quiet = (io.now() - last) / 1000;
    const line =
      event.type === 'transfer' ? transferLine(event, meter(event), quiet) : lineFor(event, state, quiet);
    if (line === undefined) return;
    last = io.now();
    io.err.write(`${line}\n`);
  };
}

/** A file is told of once it is whole, and now and then before that. */
function transferLine(event: TransferEvent, words: string, quiet: number): string | undefined {
  return event.bytes === event.total || quiet >= quietSeconds ? words : undefined;
}

function lineFor(
  event: Exclude<ProgressEvent, TransferEvent>,
  state: ProgressState,
  quiet: number,
): string | undefined {
  switch (event.type) {
    case 'data':
      return dataLine(event);
    case 'study':
      return studyLine(event);
    case 'fold-finished':
      if (state.trials > 1 && quiet < quietSeconds) return undefined;
      return `trial ${event.trial}, fold ${event.fold + 1}/${state.folds}: ${formatScore(event.score)}`;
    case 'trial-finished':
      return trialLine(event, state);
    case 'step':
      return `[${event.done}/${event.total}] ${event.message}`;
    case 'note':
      return event.message;
    case 'trial-started':
    case 'epoch':
      return undefined;
    default:
      return event satisfies never;
  }
}

/** "43,152 rows to train on, 10,788 to predict, 3 folds" */
export function dataLine({ trainRows, testRows, folds }: ProgressEvent & { type: 'data' }): string {
  return `${count(trainRows, 'row')} to train on, ${count(testRows, 'row')} to predict, ${count(folds, 'fold')}`;
}

/** "mlp-1f3a: 12 trials, 4 of them done before" */
export function studyLine({ study, trials, complete }: ProgressEvent & { type: 'study' }): string {
  return `${study}: ${count(trials, 'trial')}${complete > 0 ? `, ${complete} of them done before` : ''}`;
}

/** "[3/12] trial 2: rmsle 0.09714 ± 0.0012, best 0.0962 (trial 0), 12 s  units=32 …" */
export function trialLine(
  { run, seconds }: ProgressEvent & { type: 'trial-finished' },
  { complete, trials, best }: ProgressState,
): string {
  const head = `[${complete}/${trials}] trial ${run.trial}`;
  const time = formatDuration(seconds);
  if (run.state === 'failed') return `${head}: failed, ${run.reason ?? 'no reason given'}, ${time}`;
  if (run.state === 'pruned') return `${head}: pruned in ${run.reason ?? 'some fold'}, ${time}`;
  const scores = run.foldScores.filter((score) => score !== null);
  const leads = best === undefined || best.trial === run.trial;
  const leader = leads ? 'best so far' : `best ${formatScore(best.score)} (trial ${best.trial})`;
  const params = formatParams(run.params);
  return `${head}: ${run.metric} ${formatScore(run.score)} (folds ${formatSpread(scores)}), ${leader}, ${time}${params === '' ? '' : `  ${params}`}`;
}
