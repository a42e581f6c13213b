import { describe, expect, it } from 'vitest';
import { describeSchedule } from '../testing/describe-schedule.ts';
import recorded from './fixtures/optax.json' with { type: 'json' };
import { halfCosine } from './half-cosine.ts';
import type { Schedule } from './rule.ts';
import {
  constant,
  cosine,
  cosineLog,
  exponentialDecay,
  flatCosine,
  inEpochs,
  linear,
  oneCycle,
  stepDecay,
  warmUp,
} from './schedules.ts';

const values: Record<string, number[]> = recorded.schedules;
const schedules: Record<string, Schedule> = {
  constant: constant(0.01),
  linear: linear({ start: 0.1, end: 0.02 }),
  stepDecay: stepDecay({ start: 0.1 }),
  exponentialDecay: exponentialDecay({ start: 0.1, end: 1e-4 }),
  cosine: cosine({ start: 0.1, end: 0.02 }),
  oneCycle: oneCycle({ peak: 0.01 }),
  flatCosine: flatCosine({ start: 0.3 }),
  cosineLog: cosineLog({ peak: 0.04 }),
};
for (const [name, schedule] of Object.entries(schedules)) {
  describeSchedule(schedule, { from: `the recording of ${name}`, values: values[name]! });
}
describeSchedule(warmUp({ share: 0.3, schedule: linear({ start: 0.8, end: 0.1 }) }), {
  from: 'hand: three steps up to 0.8, then seven down',
  values: [0.2, 0.4, 0.6, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2],
});

describeSchedule(inEpochs({ epochs: 4, schedule: linear({ start: 0.03, end: 0.0001 }) }), {
  from: 'NumPy 2.4.6: linspace(0.03, 0.0001, 4), each three times',
  values: [0.03, 0.020033333333333334, 0.010066666666666666, 0.0001].flatMap((rate) => [rate, rate, rate]),
});

describe('halfCosine', () => {
  it('is ½(1 + cos πt) to the last digits', () => {
    for (let i = 0; i <= 1000; i++) {
      const t = i / 1000;
      expect(Math.abs(halfCosine(t) - (1 + Math.cos(Math.PI * t)) / 2)).toBeLessThan(3e-16);
    }
  });

  it('is 1 and 0 at its ends exactly', () => {
    expect([halfCosine(0), halfCosine(1)]).toEqual([1, 0]);
  });
});

describe('a schedule', () => {
  it('has a spec that holds the schedules inside it', () => {
    const schedule = warmUp({ share: 0.1, schedule: cosine({ start: 1 }) });
    expect(schedule.spec).toEqual({
      kind: 'warmUp',
      share: 0.1,
      schedule: { kind: 'cosine', start: 1, end: 0 },
    });
  });

  it('refuses what cannot be a learning rate', () => {
    expect(() => constant(-1)).toThrow('constant: expected value to be a number of at least 0, got -1');
    expect(() => cosine({ start: NaN })).toThrow('got NaN');
    expect(() => exponentialDecay({ start: 1, end: 0 })).toThrow(/end .* got 0/);
    expect(() => stepDecay({ start: 1, at: [0.5, 0.5] })).toThrow('rise, got 0.5, 0.5');
    expect(() => stepDecay({ start: 1, at: [30] })).toThrow(/at to be .* below 1, got 30/);
    expect(() => oneCycle({ peak: 1, rise: 1 })).toThrow(/rise .* got 1/);
    expect(() => inEpochs({ epochs: 0, schedule: constant(1) })).toThrow(
      'inEpochs: expected at least one epoch, got 0',
    );
    expect(() => warmUp({ share: 0, schedule: constant(1) })).toThrow(/share .* got 0/);
    expect(() => cosineLog({ peak: 1, cycles: 0 })).toThrow('1 to 30 cycles, got 0');
  });
});
