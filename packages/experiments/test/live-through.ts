import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Rng } from '@foldwise/core';
import type { CompetitionHome } from '../src/run/home.ts';

/** What is to happen to a process that runs a sweep. */
export interface Fate {
  /** Lines that it has written when one of its workers ends. */
  readonly workerEnds: readonly number[];
  /** It is killed so many milliseconds after so many lines, or at the call of the file system after so many; undefined: it may live. */
  readonly killed: { readonly lines: number; readonly wait: number } | { readonly calls: number } | undefined;
}

/**
 * A sweep of eight trials writes about 120 lines and calls the file system 350 times; half of it a life, so that it is interrupted more
 * than once.
 */
const mostLines = 60;
const mostCalls = 180;

/** Moments that lie anywhere: in the start, in trials, at the end, in the middle of a write. */
export function drawFate(random: Rng, workers: number): Fate {
  // Not more than two: a fold that loses its worker three times ends the run.
  const ends = workers === 0 ? 0 : random.below(3);
  const killed =
    random.below(2) === 0
      ? { calls: random.below(mostCalls) }
      : { lines: random.below(mostLines), wait: random.below(20) };
  return { workerEnds: Array.from({ length: ends }, () => random.below(mostLines)), killed };
}

/** The fate of a process that nothing happens to. */
export const peace: Fate = { workerEnds: [], killed: undefined };

/**
 * Source text of `mortal(model)`: the same model, but a worker that finds a file named "doom" takes it away and ends in the middle of its
 * training. In the main thread it is left alone: there the coordinator would end.
 */
export const mortalModel = `
import { appendFileSync, unlinkSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
const meetsDoom = () => {
  try {
    unlinkSync(new URL('doom', import.meta.url));
    appendFileSync(new URL('ended', import.meta.url), '.');
    return true;
  } catch {
    return false;
  }
};
const mortal = (model) => ({
  ...model,
  fit: (train, context) => {
    const report = (epoch, value) => {
      if (!isMainThread && meetsDoom()) process.exit(9);
      context.report?.(epoch, value);
    };
    return model.fit(train, { ...context, report });
  },
});
`;

function endedWorkers(home: CompetitionHome): number {
  try {
    return readFileSync(join(home.directory, 'ended')).length;
  } catch {
    return 0;
  }
}

/** How a life ended. */
export interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly lastLine: string;
  /** How often a process or a worker was ended. */
  readonly interruptions: number;
}

const script = fileURLToPath(new URL('run-tiny.ts', import.meta.url));

/** Runs a sweep in a process of its own, which meets its fate or comes to its end; `compiled` is a folder for code to begin faster. */
export function liveThrough(
  { workerEnds, killed }: Fate,
  run: { readonly home: CompetitionHome; readonly sweep: string; readonly workers: number },
  compiled: string,
): Promise<End> {
  const doom = join(run.home.directory, 'doom');
  rmSync(doom, { force: true });
  const before = endedWorkers(run.home);
  const options = { ...run, ...(killed !== undefined && 'calls' in killed && killed) };
  const child = spawn(process.execPath, ['--conditions=@foldwise/source', script, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
  });
  let moments = workerEnds.map((lines) => ({ lines, happens: () => writeFileSync(doom, '') }));
  if (killed !== undefined && 'lines' in killed) {
    const { lines, wait } = killed;
    moments.push({ lines, happens: () => void setTimeout(() => child.kill('SIGKILL'), wait) });
  }
  let out = '';
  const look = (): void => {
    const lines = out.split('\n').length - 1;
    for (const moment of moments) if (moment.lines <= lines) moment.happens();
    moments = moments.filter((moment) => moment.lines > lines);
  };
  look();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    look();
  });
  return new Promise((resolve) =>
    child.on('close', (code, signal) => {
      const interruptions = endedWorkers(run.home) - before + Number(signal === 'SIGKILL');
      resolve({ code, signal, lastLine: out.trimEnd().split('\n').at(-1)!, interruptions });
    }),
  );
}
