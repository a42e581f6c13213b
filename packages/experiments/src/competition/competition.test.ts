import { accuracy, logLoss, quadraticWeightedKappa, rmse, rmsle, rocAuc } from '@foldwise/core';
import type { Metric } from '@foldwise/core';
import {
  defineSchema,
  id,
  kFold,
  kaggleFolder,
  number,
  numeric,
  onColumns,
  impute,
  pipeline,
  target,
} from '@foldwise/data';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { constant } from '../model/constant.ts';
import { choice } from '../search/choice.ts';
import { float } from '../search/float.ts';
import { int } from '../search/int.ts';
import { defineCompetition } from './define-competition.ts';
import type { CompetitionOptions } from './define-competition.ts';
import { defineSweep } from './define-sweep.ts';
import { binary, multiclass, regression } from './task.ts';
import type { Task } from './task.ts';

const sweep = defineSweep({ name: 'one', space: { a: float(0, 1) }, model: () => constant() });

const usual: CompetitionOptions = {
  name: 'tiny',
  schema: defineSchema({ id: id(), x: number(), label: target() }),
  source: kaggleFolder(),
  task: binary({ positive: '1', negative: '0' }),
  metric: accuracy(),
  splitter: kFold({ folds: 3 }),
  features: pipeline(onColumns(numeric(), impute('median'))),
  models: { constant: constant() },
  sweeps: [sweep],
};

const define = (changes: Record<string, unknown>) => () => defineCompetition({ ...usual, ...changes });

describe('defineCompetition', () => {
  it('gives a frozen description with a spec that is plain data', () => {
    const competition = defineCompetition(usual);
    expect(Object.isFrozen(competition)).toBe(true);
    expect(JSON.parse(JSON.stringify(competition.spec))).toEqual(competition.spec);
    expect(competition.spec).toMatchObject({
      kind: 'competition',
      name: 'tiny',
      foldSeed: 0,
      metric: { kind: 'accuracy' },
    });
    expect(competition.foldSeed).toBe(0);
    // What was checked once can be checked again: a module may be imported beside another copy of foldwise.
    expect(defineCompetition(competition).spec).toEqual(competition.spec);
  });

  it.each<[Record<string, unknown>, string]>([
    [
      { name: 'My Titanic!' },
      'defineCompetition: expected the name of a competition of letters, digits, ".", "_" and "-", got "My Titanic!" — pass name: "my-titanic"',
    ],
    [
      { name: undefined },
      'expected the name of a competition of letters, digits, ".", "_" and "-", got undefined',
    ],
    [{ metrics: accuracy() }, 'competition "tiny": expected no option "metrics" — did you mean "metric"?'],
    [{ task: undefined }, 'competition "tiny": expected an option "task" — pass task: …'],
    [
      { source: {} },
      'expected source as kaggleFolder() makes it, got something without load() — pass source: kaggleFolder()',
    ],
    [{ task: { kind: 'clustering' } }, 'expected a task, got {"kind":"clustering"}'],
    [{ models: {} }, 'expected one model or more, got none — add one: models: { baseline: constant() }'],
    [
      { models: { mlp: {} } },
      'expected the model "mlp" as neuralNetwork(…) or constant() makes it, got something without fit()',
    ],
    [{ schema: { id: id(), x: number() } }, 'expected exactly one target() in the schema, got none'],
    [
      { schema: { a: target(), b: target() } },
      'expected exactly one target() in the schema, got "a" and "b"',
    ],
    [
      { schema: { a: id(), b: id(), c: target() } },
      'expected at most one id() in the schema, got "a" and "b"',
    ],
    [{ sweeps: [sweep, sweep] }, 'expected sweeps whose names differ, got "one" twice — rename one of them'],
    [{ sweeps: [{}] }, 'expected sweeps as defineSweep(…) makes them'],
    [{ foldSeed: 1.5 }, 'expected foldSeed as a whole number from 0 to 4294967295, got 1.5'],
  ])('refuses %o', (changes, message) => {
    expect(define(changes)).toThrow(message);
  });

  it.each<[Metric, Task]>([
    [accuracy(), regression()],
    [logLoss(), regression()],
    [rocAuc(), regression()],
    [rmse(), multiclass(['a', 'b', 'c'])],
    [rmsle(), multiclass(['a', 'b'])],
  ])('refuses a metric that cannot score the task', (metric, task) => {
    expect(define({ metric, task })).toThrow(
      new RegExp(`expected a metric for a ${task.kind} task, got ${metric.name} \\(.+\\) — take a metric of`),
    );
  });

  it.each<[Metric, Task]>([
    [rmse(), regression()],
    [rmsle(), regression({ scale: 'log1p' })],
    [quadraticWeightedKappa(), regression()],
    [quadraticWeightedKappa(), multiclass(['3', '4', '5'])],
    [accuracy(), multiclass(['a', 'b', 'c'])],
    [logLoss(), multiclass(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'])],
    [logLoss(), binary({ positive: 'a', negative: 'b' })],
    [rocAuc(), binary({ positive: 'a', negative: 'b' })],
  ])('takes a metric that can', (metric, task) => {
    expect(define({ metric, task })).not.toThrow();
  });
});

describe('tasks', () => {
  it('are frozen', () => {
    for (const task of [regression(), binary({ positive: 'a', negative: 'b' }), multiclass(['a', 'b'])]) {
      expect(Object.isFrozen(task)).toBe(true);
    }
    expect(Object.isFrozen(multiclass(['a', 'b']).classes)).toBe(true);
  });

  it.each([
    [() => multiclass(['a']), 'multiclass: expected 2 classes or more, got 1'],
    [() => multiclass(['a', 'b', 'a']), 'multiclass: expected classes that differ, got "a" twice'],
    [
      () => multiclass([1, 2] as never),
      'multiclass: expected classes as text, got 1 — write each as the training file does: "3"',
    ],
    [
      () => binary({ positive: '1', negative: '1' }),
      'binary: expected two classes that differ, got "1" twice',
    ],
    [() => binary({ positive: 1 as never, negative: '0' }), 'binary: expected positive as text, got 1'],
    [
      () => regression({ scale: 'log' as never }),
      'regression: expected a scale of "linear" or "log1p", got "log" — did you mean "log1p"?',
    ],
  ])('refuse what makes no sense', (make, message) => {
    expect(make).toThrow(message);
  });
});

describe('defineSweep', () => {
  it('infers the types of the hyper-parameters', () => {
    defineSweep({
      name: 'typed',
      space: { units: int(1, 9), kind: choice('a', 'b') },
      model: (p) => {
        expectTypeOf(p).toEqualTypeOf<{ readonly units: number; readonly kind: 'a' | 'b' }>();
        return constant();
      },
    });
  });

  it('types what is enqueued and what the constraint sees, and keeps both in its spec', () => {
    const paired = defineSweep({
      name: 'paired',
      space: { low: int(1, 9), high: int(1, 9) },
      constraint: (p) => {
        expectTypeOf(p).toEqualTypeOf<{ readonly low: number; readonly high: number }>();
        return p.low < p.high;
      },
      enqueue: [{ low: 2, high: 3 }],
      model: () => constant(),
    });
    expect(paired.enqueue).toEqual([{ low: 2, high: 3 }]);
    expect(paired.constraint?.({ low: 4, high: 3 })).toBe(false);
    expect(paired.spec).toMatchObject({ enqueue: [{ low: 2, high: 3 }], constraint: { kind: 'function' } });
    expect(sweep.spec).not.toHaveProperty('constraint');
  });

  it('has a spec that is plain data, and defaults', () => {
    expect(JSON.parse(JSON.stringify(sweep.spec))).toEqual(sweep.spec);
    expect([sweep.trials, sweep.lag, sweep.sampler.spec.kind]).toEqual([20, 8, 'auto']);
  });

  it.each<[Record<string, unknown>, string]>([
    [{ name: 'a b' }, 'expected the name of a sweep'],
    [{ trials: 0 }, 'sweep "one": expected trials as a whole number of at least 1, got 0'],
    [{ lag: 1.5 }, 'sweep "one": expected lag as a whole number of at least 1, got 1.5'],
    [{ model: undefined }, 'sweep "one": expected model as a function of the hyper-parameters'],
    [{ space: { units: [1, 2] } }, 'expected float, int, choice, ordinal or oneOf, got [1,2]'],
    [{ enqueue: [{ a: 2 }] }, 'sweep "one", enqueue[0]: expected parameters of the search space, got others'],
    [
      { enqueue: [{ a: 0.5 }], constraint: () => false },
      'sweep "one", enqueue[0]: expected parameters that the constraint allows, got {"a":0.5}',
    ],
    [
      { enqueue: [{ a: 0.5 }], constraint: () => 1 },
      'sweep "one": expected the constraint to be a function that gives true or false, got 1',
    ],
    [{ constraint: 'a < 1' }, 'a function that gives true or false, got a < 1'],
  ])('refuses %o', (changes, message) => {
    expect(() =>
      defineSweep({ name: 'one', space: { a: float(0, 1) }, model: () => constant(), ...changes }),
    ).toThrow(message);
  });
});
