import { FoldwiseError } from '../errors.ts';
import { exp } from '../math/exp.ts';
import { log } from '../math/log.ts';
import type { Spec } from '../spec.ts';
import { checkHyper } from './check-hyper.ts';
import { halfCosine } from './half-cosine.ts';
import type { Schedule } from './rule.ts';

/** A schedule that depends on the share of the run that is over, t = step / totalSteps, alone. */
function overRun(spec: Spec, of: (t: number) => number): Schedule {
  return Object.freeze({
    spec: Object.freeze(spec),
    at: (step: number, totalSteps: number) => of(Math.min(1, step / totalSteps)),
  });
}

/** A share of the run, in (0, 1). */
function checkShare(where: string, name: string, share: number): number {
  return checkHyper(where, name, share, Number.MIN_VALUE, 1);
}

/**
 * The same at every step.
 *
 * @example
 * constant(1e-3).at(70, 100); // 0.001
 */
export function constant(value: number): Schedule {
  checkHyper('constant', 'value', value);
  return overRun({ kind: 'constant', value }, () => value);
}

/** Where a schedule starts, and where it would arrive at the end of the run. */
export interface FromToOptions {
  readonly start: number;
  /** 0 unless given. */
  readonly end?: number;
}

/**
 * A straight line: start + (end − start)·t.
 *
 * @example
 * linear({ start: 0.1 }).at(50, 100); // 0.05
 */
export function linear({ start, end = 0 }: FromToOptions): Schedule {
  checkHyper('linear', 'start', start);
  checkHyper('linear', 'end', end);
  return overRun({ kind: 'linear', start, end }, (t) => start + (end - start) * t);
}

/** Where {@link stepDecay} starts, by what it falls, and when. */
export interface StepDecayOptions {
  readonly start: number;
  /** What the value is multiplied by at each step down; 0.1, as in He et al. 2016. */
  readonly factor?: number;
  /** Shares of the run that are over at each step down, rising; a half and three quarters, as in He et al. 2016. */
  readonly at?: readonly number[];
}

/**
 * Stairs: start · factorᵏ, where k of the shares are over.
 *
 * @example
 * stepDecay({ start: 0.1, factor: 0.5, at: [0.5] }).at(50, 100); // 0.05
 */
export function stepDecay({ start, factor = 0.1, at = [0.5, 0.75] }: StepDecayOptions): Schedule {
  checkHyper('stepDecay', 'start', start);
  checkHyper('stepDecay', 'factor', factor);
  at.forEach((share) => checkShare('stepDecay', 'at', share));
  if (at.some((share, i) => i > 0 && share <= at[i - 1]!)) {
    throw new FoldwiseError(`expected shares of the run that rise, got ${at.join(', ')}`, {
      code: 'input',
      where: 'stepDecay',
    });
  }
  return overRun({ kind: 'stepDecay', start, factor, at: [...at] }, (t) =>
    at.filter((share) => t >= share).reduce((value) => value * factor, start),
  );
}

/** Where {@link exponentialDecay} starts and arrives; both above 0. */
export interface ExponentialDecayOptions {
  readonly start: number;
  readonly end: number;
}

/**
 * The same percentage less at every step: start · (end / start)ᵗ.
 *
 * @example
 * exponentialDecay({ start: 0.1, end: 0.001 }).at(50, 100); // 0.01
 */
export function exponentialDecay({ start, end }: ExponentialDecayOptions): Schedule {
  checkHyper('exponentialDecay', 'start', start, Number.MIN_VALUE);
  checkHyper('exponentialDecay', 'end', end, Number.MIN_VALUE);
  const slope = log(end / start);
  return overRun({ kind: 'exponentialDecay', start, end }, (t) => start * exp(slope * t));
}

/**
 * Half a cosine: end + (start − end)·½(1 + cos πt) (Loshchilov & Hutter 2017, without restarts).
 *
 * @example
 * cosine({ start: 1e-3 }).at(50, 100); // 0.0005
 */
export function cosine({ start, end = 0 }: FromToOptions): Schedule {
  checkHyper('cosine', 'start', start);
  checkHyper('cosine', 'end', end);
  return overRun({ kind: 'cosine', start, end }, (t) => end + (start - end) * halfCosine(t));
}

/**
 * Level for half of the run, then half a cosine down: start for t < ½, then {@link cosine} over what is left.
 *
 * RealMLP (Holzmüller et al. 2024) lowers dropout and weight decay so.
 *
 * @example
 * flatCosine({ start: 0.15 }).at(75, 100); // 0.075
 */
export function flatCosine({ start, end = 0 }: FromToOptions): Schedule {
  checkHyper('flatCosine', 'start', start);
  checkHyper('flatCosine', 'end', end);
  return overRun(
    { kind: 'flatCosine', start, end },
    (t) => end + (start - end) * (t < 0.5 ? 1 : halfCosine(2 * t - 1)),
  );
}

/** How high {@link cosineLog} goes, and how often. */
export interface CosineLogOptions {
  readonly peak: number;
  /** How many waves, each twice as long as the one before; 4, as in RealMLP. */
  readonly cycles?: number;
}

/**
 * Waves that get longer: peak · ½(1 − cos(2π·log₂(1 + (2ᴺ − 1)·t))), 0 at the start, at the end and N − 1 times between.
 *
 * With N = 4 the learning rate of RealMLP ("coslog4", Holzmüller et al. 2024).
 *
 * @example
 * cosineLog({ peak: 0.04 }).at(0, 100); // 0
 */
export function cosineLog({ peak, cycles = 4 }: CosineLogOptions): Schedule {
  checkHyper('cosineLog', 'peak', peak);
  if (!Number.isInteger(cycles) || cycles < 1 || cycles > 30) {
    throw new FoldwiseError(`expected 1 to 30 cycles, got ${cycles}`, { code: 'input', where: 'cosineLog' });
  }
  return overRun({ kind: 'cosineLog', peak, cycles }, (t) => {
    const wave = log(1 + (2 ** cycles - 1) * t) / Math.LN2;
    return peak * halfCosine(Math.abs(1 - 2 * (wave - Math.floor(wave))));
  });
}

/** How {@link oneCycle} rises and falls; the defaults are those of torch's OneCycleLR. */
export interface OneCycleOptions {
  readonly peak: number;
  /** Share of the run in which it rises; 0.3. */
  readonly rise?: number;
  /** What the peak is divided by at the start; 25. */
  readonly startDivisor?: number;
  /** What the start is divided by at the end; 10⁴. */
  readonly endDivisor?: number;
}

/**
 * Up to a peak and down again, both by half a cosine (Smith & Topin 2018).
 *
 * @example
 * oneCycle({ peak: 0.01 }).at(30, 100); // 0.01
 */
export function oneCycle(options: OneCycleOptions): Schedule {
  const { peak, rise = 0.3, startDivisor = 25, endDivisor = 1e4 } = options;
  checkHyper('oneCycle', 'peak', peak);
  checkShare('oneCycle', 'rise', rise);
  checkHyper('oneCycle', 'startDivisor', startDivisor, 1);
  checkHyper('oneCycle', 'endDivisor', endDivisor, Number.MIN_VALUE);
  const start = peak / startDivisor;
  const end = start / endDivisor;
  return overRun({ kind: 'oneCycle', peak, rise, startDivisor, endDivisor }, (t) =>
    t < rise
      ? start + (peak - start) * halfCosine(1 - t / rise)
      : end + (peak - end) * halfCosine((t - rise) / (1 - rise)),
  );
}

/** How long a {@link warmUp} takes, and what comes after it. */
export interface WarmUpOptions {
  /** Share of the run, in (0, 1). */
  readonly share: number;
  readonly schedule: Schedule;
}

/**
 * A straight rise to where another schedule starts, which then runs over what is left of the steps.
 *
 * Of w steps of warm-up the k-th, from 1, takes k/(w + 1) of the first value of `schedule`, so none is wasted on 0.
 *
 * @example
 * warmUp({ share: 0.05, schedule: cosine({ start: 1e-3 }) });
 */
export function warmUp({ share, schedule }: WarmUpOptions): Schedule {
  checkShare('warmUp', 'share', share);
  return Object.freeze({
    spec: Object.freeze({ kind: 'warmUp', share, schedule: schedule.spec }),
    at: (step: number, totalSteps: number) => {
      const steps = Math.round(share * totalSteps);
      const left = Math.max(1, totalSteps - steps);
      if (step < steps) return (schedule.at(0, left) * (step + 1)) / (steps + 1);
      return schedule.at(step - steps, left);
    },
  });
}

/** What goes {@link inEpochs}. */
export interface InEpochsOptions {
  /** How many epochs the run has. */
  readonly epochs: number;
  /** What is taken once an epoch, from its first value in the first epoch to its last in the last. */
  readonly schedule: Schedule;
}

/**
 * Another schedule in stairs: the same value for all steps of an epoch, the first one in the first epoch, the last one in the last.
 *
 * @example
 * const rate = inEpochs({ epochs: 100, schedule: linear({ start: 0.03, end: 1e-4 }) }); // numpy's linspace(0.03, 0.0001, 100)
 */
export function inEpochs({ epochs, schedule }: InEpochsOptions): Schedule {
  if (!Number.isInteger(epochs) || epochs < 1) {
    throw new FoldwiseError(`expected at least one epoch, got ${epochs}`, {
      code: 'input',
      where: 'inEpochs',
    });
  }
  return Object.freeze({
    spec: Object.freeze({ kind: 'inEpochs', epochs, schedule: schedule.spec }),
    at: (step: number, totalSteps: number) => {
      const epoch = Math.min(epochs - 1, Math.floor((step * epochs) / totalSteps));
      return schedule.at(epoch, Math.max(1, epochs - 1));
    },
  });
}
