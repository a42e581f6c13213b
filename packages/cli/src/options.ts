import { UsageError } from './usage-error.ts';

/** Reads an option that takes a whole number of at least `least`. */
export function wholeNumber(option: string, least: number): (text: string) => number {
  return (text: string | readonly string[]) => {
    if (typeof text !== 'string') {
      throw new UsageError(`--${option}: expected a value, got it ${text.length} times`);
    }
    const value = /^\s*\+?\d+\s*$/.test(text) ? Number(text) : Number.NaN;
    if (Number.isSafeInteger(value) && value >= least) return value;
    throw new UsageError(`--${option}: expected a whole number of at least ${least}, got "${text}"`);
  };
}

const unitSeconds = { h: 3600, m: 60, s: 1 } as const;

/** Reads an option that takes a length of time, as "2h", "90m", "1h30m" or "45s", in seconds. */
export function lengthOfTime(option: string): (text: string) => number {
  return (text: string | readonly string[]) => {
    if (typeof text !== 'string') {
      throw new UsageError(`--${option}: expected a value, got it ${text.length} times`);
    }
    const parts =
      /^\s*(?:(\d+(?:\.\d+)?)h)?\s*(?:(\d+(?:\.\d+)?)m)?\s*(?:(\d+(?:\.\d+)?)s)?\s*$/.exec(text) ?? [];
    const [, hours = 0, minutes = 0, seconds = 0] = parts;
    const value =
      Number(hours) * unitSeconds.h + Number(minutes) * unitSeconds.m + Number(seconds) * unitSeconds.s;
    if (value > 0 && Number.isFinite(value)) return value;
    throw new UsageError(`--${option}: expected a time such as 2h, 90m or 1h30m, got "${text}"`);
  };
}

/** Reads an option that takes a number of at least 0. */
export function notNegative(option: string): (text: string) => number {
  return (text: string | readonly string[]) => {
    const value = typeof text === 'string' && text.trim() !== '' ? Number(text) : Number.NaN;
    if (Number.isFinite(value) && value >= 0) return value;
    throw new UsageError(`--${option}: expected a number of at least 0, got "${String(text)}"`);
  };
}

/** The options that several commands share. */
export const shared = {
  competition: {
    type: 'string',
    demandOption: true,
    describe: 'Name of the competition (see foldwise list)',
  },
  data: { type: 'string', describe: 'Folder of the raw files, instead of the data/ of the competition' },
  json: { type: 'boolean', describe: 'Print JSON for other programs' },
  workers: {
    type: 'string',
    describe: 'Worker threads; never changes a result (default: one a core, at most 8)',
    coerce: wholeNumber('workers', 1),
  },
  portable: {
    type: 'boolean',
    describe: 'The same bits on all hardware, more slowly; a study of its own',
  },
  mlflow: {
    type: 'string',
    describe: 'MLflow server that runs are mirrored to (default: MLFLOW_TRACKING_URI; none: to none)',
  },
  strict: { type: 'boolean', describe: 'Fail where a leak is found in data or folds, instead of warning' },
  seed: {
    type: 'string',
    describe: 'Seed of everything random (default 0)',
    coerce: wholeNumber('seed', 0),
  },
} as const;
