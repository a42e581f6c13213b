import type { Plot } from './plot.ts';

/** The numbers along one side of a plot, and where each lies. */
export interface Axis {
  readonly low: number;
  readonly high: number;
  /** Round numbers from `low` to `high`, with what is written beside them. */
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
  /** Where a value lies: 0 at `low`, 1 at `high`. */
  readonly share: (value: number) => number;
  /** The value that lies there. */
  readonly at: (share: number) => number;
}

/** An axis that holds all the values; with `logarithmic`, by their powers of ten; with `leastStep` 1, marked at whole numbers alone. */
export function axisFor(values: readonly number[], logarithmic = false, leastStep = 0): Axis {
  return logarithmic ? powers(values) : plain(values, leastStep);
}

/** An axis of names, each in the middle of its share: 0 is the first one. */
export function axisOfNames(names: readonly string[]): Axis {
  const [low, high] = [-0.5, names.length - 0.5];
  return {
    low,
    high,
    ticks: names.map((label, at) => ({ at, label })),
    share: (value) => (value - low) / (high - low),
    at: (share) => low + share * (high - low),
  };
}

/** An axis of shares, from 0 to 1 without a margin. */
export const axisOfShares: Axis = {
  low: 0,
  high: 1,
  ticks: [0, 0.2, 0.4, 0.6, 0.8, 1].map((at) => ({ at, label: at.toFixed(1) })),
  share: (value) => value,
  at: (share) => share,
};

/** The axis across a plot: where it counts something, between whole numbers there is nothing. */
export function axisAcross({ series, counts = false }: Plot): Axis {
  return plain(
    series.flatMap(({ points }) => points.map(([x]) => x)),
    counts ? 1 : 0,
  );
}

function plain(values: readonly number[], leastStep = 0): Axis {
  const [least, most] = extent(values);
  const margin = least === most ? Math.abs(least) / 2 || 1 : (most - least) / 25;
  const [low, high] = [least - margin, most + margin];
  const step = Math.max(leastStep, roundStep((high - low) / 7));
  const first = Math.ceil(low / step);
  const ticks = Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => {
    const at = (first + i) * step;
    return { at, label: tickLabel(at, step, Math.max(Math.abs(low), Math.abs(high))) };
  });
  return {
    low,
    high,
    ticks,
    share: (value) => (value - low) / (high - low),
    at: (share) => low + share * (high - low),
  };
}

/** As many decimals as tell ticks apart; with a power of ten where numbers are too large or too small to be written out. */
function tickLabel(at: number, step: number, largest: number): string {
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  if (decimals <= 6 && largest < 1e7) return at.toFixed(decimals).replace(/^-(0(\.0+)?)$/, '$1');
  if (Math.abs(at) < step / 2) return '0';
  // The digits between the largest power of ten in it and that of the step.
  const digits = Math.max(0, Math.floor(Math.log10(Math.abs(at)) + 1e-9) - Math.floor(Math.log10(step)));
  return at.toExponential(Math.min(digits, 15)).replace('e+', 'e');
}

function powers(values: readonly number[]): Axis {
  const { low, high } = plain(values.map((value) => Math.log10(value)));
  const [least, most] = [10 ** low, 10 ** high];
  const every = Math.max(1, Math.ceil((high - low) / 5));
  const tens = powersOfTen(low, high, [1]).filter(({ power }) => (power - Math.ceil(low)) % every === 0);
  const between = powersOfTen(low, high, [1, 2, 5]);
  // Where hardly a power of ten lies on the axis, what lies between them; where not even that, round steps.
  const found = tens.length > 2 ? tens : [between, tens].find((list) => list.length > 1);
  return {
    low: least,
    high: most,
    ticks: found ?? plain(values).ticks.filter(({ at }) => at >= least && at <= most),
    share: (value) => (Math.log10(value) - low) / (high - low),
    at: (share) => 10 ** (low + share * (high - low)),
  };
}

/** Powers of ten, times each of the factors, between two exponents. */
function powersOfTen(low: number, high: number, factors: readonly number[]) {
  const first = Math.floor(low);
  const all = Array.from({ length: Math.ceil(high) - first + 1 }, (_, i) => first + i);
  return all.flatMap((power) =>
    factors.flatMap((factor) => {
      const at = Number(`${factor}e${power}`);
      const isWithin = Math.log10(at) >= low && Math.log10(at) <= high;
      const label = Math.abs(power) > 3 ? `${factor}e${power}` : String(at);
      return isWithin ? [{ at, label, power }] : [];
    }),
  );
}

function extent(values: readonly number[]): readonly [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    // Beyond, differences are no longer finite.
    if (!(Math.abs(value) < 1e300)) continue;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return least > most ? [0, 1] : [least, most];
}

/** 1, 2 or 5 times a power of ten, not below the wanted step. */
function roundStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  return power * [1, 2, 5, 10].find((factor) => factor * power >= wanted * 0.999)!;
}
