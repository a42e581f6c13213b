import {
  accuracy,
  balancedAccuracy,
  f1,
  logLoss,
  macroF1,
  mae,
  matthewsCorrelation,
  quadraticWeightedKappa,
  rmse,
  rng,
  rocAuc,
  topKAccuracy,
} from '@foldwise/core';
import type { Metric, Tensor } from '@foldwise/core';
import { describe, expect, it } from 'vitest';
import { binary, multiclass, outputsOf, regression } from '../../competition/task.ts';
import type { Task } from '../../competition/task.ts';
import { canonicalJson } from '../../journal/canonical-json.ts';
import { faultOfPredictions } from '../../model/check-predictions.ts';
import recorded from '../fixtures/stacking.json' with { type: 'json' };
import { classWeights } from './class-weights.ts';
import { cutPoints } from './cut-points.ts';
import { decisionThreshold } from './decision-threshold.ts';
import { isotonicCalibration } from './isotonic-calibration.ts';
import { plattScaling } from './platt-scaling.ts';
import type { PostProcessor } from './post-processor.ts';
import { postProcessorsFor } from './post-processors-for.ts';
import { probabilityClip } from './probability-clip.ts';
import { temperatureScaling } from './temperature-scaling.ts';
import { wholeNumbers } from './whole-numbers.ts';

const yesNo = binary({ positive: 'yes', negative: 'no' });
const abc = multiclass(['a', 'b', 'c']);
const ratings = multiclass(['0', '1', '2', '3']);
const vector = (numbers: readonly number[]): Tensor => ({
  shape: [numbers.length],
  data: Float64Array.from(numbers),
});
const column = (numbers: readonly number[]): Tensor => ({
  shape: [numbers.length, 1],
  data: Float64Array.from(numbers),
});
const rowsOf = (rows: readonly (readonly number[])[]): Tensor => ({
  shape: [rows.length, rows[0]!.length],
  data: Float64Array.from(rows.flat()),
});

/** Eighty rows of predictions that know something, too sure of it, and of one class too much. */
function example(task: Task): { readonly truth: Tensor; readonly prediction: Tensor } {
  const random = rng('post-processors');
  const outputs = outputsOf(task);
  const classes = Math.max(2, outputs);
  const truth = Float64Array.from({ length: 80 }, (_, row) =>
    row % 7 === 0 ? 1 : row % 11 === 0 ? classes - 1 : 0,
  );
  const data = new Float64Array(80 * outputs);
  for (const [row, label] of truth.entries()) {
    if (task.kind === 'regression') data[row] = Math.abs(label + 0.7 * random.normal());
    else if (outputs === 1) data[row] = 1 / (1 + Math.abs((label === 1 ? 0.5 : 3) + 2 * random.normal()));
    else {
      const parts = Array.from(
        { length: outputs },
        (_, k) => Math.abs((k === label ? 2 : 0) + random.normal()) + (k === 0 ? 1 : 0),
      );
      const sum = parts.reduce((a, b) => a + b, 0);
      for (const [k, part] of parts.entries()) data[row * outputs + k] = part / sum;
    }
  }
  return { truth: { shape: [80], data: truth }, prediction: { shape: [80, outputs], data } };
}

const cases: readonly (readonly [PostProcessor, Task, Metric])[] = [
  [decisionThreshold(), yesNo, f1()],
  [classWeights(), abc, balancedAccuracy()],
  [classWeights(), abc, accuracy()],
  [cutPoints(), regression(), quadraticWeightedKappa()],
  [cutPoints(), ratings, quadraticWeightedKappa()],
  [probabilityClip(), yesNo, logLoss()],
  [probabilityClip(), abc, logLoss()],
  [temperatureScaling(), yesNo, logLoss()],
  [temperatureScaling(), abc, logLoss()],
  [plattScaling(), yesNo, logLoss()],
  [isotonicCalibration(), yesNo, logLoss()],
  [isotonicCalibration(), abc, logLoss()],
];

describe.each(
  cases.map(([post, task, metric]) => ({
    name: `${post.spec.kind} of a ${task.kind} task by ${metric.name}`,
    post,
    task,
    metric,
  })),
)('$name', ({ post, task, metric }) => {
  const { truth, prediction } = example(task);

  it('is no worse on the rows that it was tuned on, and gives predictions of the task', () => {
    const tuned = post.fit({ task, metric, truth, prediction });
    const after = post.apply(tuned, prediction, task);
    expect(faultOfPredictions(task, 80, after)).toBeUndefined();
    const [old, now] = [metric.score(truth, prediction), metric.score(truth, after)];
    expect(metric.goal === 'minimize' ? now <= old : now >= old).toBe(true);
  });

  it('is plain data, leaves what it is shown, and is the same after it was stored', () => {
    const before = structuredClone({ truth, prediction });
    const tuned = post.fit({ task, metric, truth, prediction });
    expect({ truth, prediction }).toStrictEqual(before);
    expect(Object.isFrozen(post)).toBe(true);
    const stored = JSON.parse(canonicalJson({ ...tuned }));
    expect(post.apply(stored, prediction, task)).toStrictEqual(post.apply(tuned, prediction, task));
    expect(prediction).toStrictEqual(before.prediction);
  });

  it('bears a single row, and rows that are all the same', () => {
    const outputs = outputsOf(task);
    const flat = new Float64Array(outputs).fill(1 / Math.max(2, outputs));
    for (const rows of [1, 6]) {
      const same = {
        shape: [rows, outputs],
        data: Float64Array.from({ length: rows * outputs }, (_, i) => flat[i % outputs]!),
      };
      const labels = vector(Array.from({ length: rows }, (_, row) => row % 2));
      const tuned = post.fit({ task, metric, truth: labels, prediction: same });
      expect(faultOfPredictions(task, rows, post.apply(tuned, same, task))).toBeUndefined();
    }
  });
});

describe('calibration agrees with scikit-learn and SciPy', () => {
  it.each(recorded.binary)('of two classes', ({ truth, members, platt, isotonic }) => {
    const data = { task: yesNo, metric: logLoss(), truth: vector(truth), prediction: column(members[0]!) };
    const { slope, bias } = plattScaling().fit(data);
    // scikit-learn stops at a gradient of 10⁻⁶ or so.
    expect(Math.abs(slope![0]! - platt.slope)).toBeLessThan(1e-4);
    expect(Math.abs(bias![0]! - platt.bias)).toBeLessThan(1e-4);
    const curve = isotonicCalibration().fit(data);
    const said = isotonicCalibration().apply(curve, column(isotonic.asked), yesNo);
    const corners = new Set(curve['y0']);
    const least = 0.5 / (truth.length + 1);
    expect(Math.min(...corners)).toBe(least);
    // What is near 0 and 1 is moved inside: only the others can be the same.
    const free = isotonic.said.flatMap((p, i) => (p > 0.05 && p < 0.95 ? [Math.abs(p - said.data[i]!)] : []));
    expect(free.length).toBeGreaterThan(8);
    expect(Math.max(...free)).toBeLessThan(1e-12);
  });

  it.each(recorded.multiclass)('of several', ({ truth, members, temperature }) => {
    const prediction = rowsOf(members[0]!);
    const task = multiclass(members[0]![0]!.map((_, k) => `class ${k}`));
    const found = temperatureScaling().fit({ task, metric: logLoss(), truth: vector(truth), prediction });
    expect(Math.abs(found['temperature']![0]! - temperature)).toBeLessThan(1e-6);
  });
});

describe('what is tuned', () => {
  it('is the threshold with the best score, and the predictions are stretched so that it lies at a half', () => {
    const truth = vector([0, 0, 1, 1]);
    const prediction = column([0.1, 0.2, 0.3, 0.4]);
    const { threshold } = decisionThreshold().fit({ task: yesNo, metric: accuracy(), truth, prediction });
    expect(threshold).toEqual([0.25]);
    const after = decisionThreshold().apply(
      { threshold: threshold! },
      column([0.25, 0.2499999999999999, 0, 1]),
      yesNo,
    );
    expect([...after.data].map((p) => p >= 0.5)).toEqual([true, false, false, true]);
    expect([after.data[2], after.data[3]]).toEqual([0, 1]);
  });

  it('is no threshold but a half where that is as good', () => {
    const { threshold } = decisionThreshold().fit({
      task: yesNo,
      metric: accuracy(),
      truth: vector([0, 1]),
      prediction: column([0.2, 0.9]),
    });
    expect(threshold).toEqual([0.5]);
  });

  it('is weights that call a rare class where its recall counts as much', () => {
    const truth = vector([0, 0, 0, 0, 1, 2]);
    const prediction = rowsOf([
      [0.9, 0.05, 0.05],
      [0.9, 0.05, 0.05],
      [0.9, 0.05, 0.05],
      [0.9, 0.05, 0.05],
      [0.6, 0.3, 0.1],
      [0.6, 0.1, 0.3],
    ]);
    const data = { task: abc, metric: balancedAccuracy(), truth, prediction };
    const tuned = classWeights().fit(data);
    expect(balancedAccuracy().score(truth, classWeights().apply(tuned, prediction, abc))).toBe(1);
  });

  it('is cuts between ratings that a regression predicts too close together', () => {
    const truth = vector([0, 0, 1, 1, 2, 2, 3, 3]);
    const prediction = column([1.1, 1.2, 1.3, 1.35, 1.5, 1.6, 1.8, 1.9]);
    const task = regression();
    const tuned = cutPoints().fit({ task, metric: quadraticWeightedKappa(), truth, prediction });
    expect([...cutPoints().apply(tuned, prediction, task).data]).toEqual([...truth.data]);
  });

  it('is a floor where one row is wrong for sure', () => {
    const truth = vector([1, 1, 1, 0]);
    const prediction = column([0.999999, 0.999999, 0.000001, 0.000001]);
    const { floor } = probabilityClip().fit({ task: yesNo, metric: logLoss(), truth, prediction });
    expect(floor![0]).toBeGreaterThan(1e-6);
  });

  it('is nothing for whole numbers: halves are rounded up', () => {
    expect([...wholeNumbers().apply({}, column([0.5, 1.49, -0.5, 2]), regression()).data]).toEqual([
      1, 1, 0, 2,
    ]);
  });
});

describe('postProcessorsFor', () => {
  const kinds = (task: Task, metric: Metric, truth: readonly number[] = [0, 1]) =>
    postProcessorsFor(task, metric, vector(truth)).map(({ spec }) => spec.kind);
  const calibration = ['probabilityClip', 'temperatureScaling', 'isotonicCalibration'];

  it('goes by what the metric does, not by its name', () => {
    expect(kinds(yesNo, accuracy())).toEqual(['decisionThreshold']);
    expect(kinds(yesNo, matthewsCorrelation())).toEqual(['decisionThreshold']);
    expect(kinds(yesNo, rocAuc())).toEqual([]);
    expect(kinds(yesNo, logLoss()).toSorted()).toEqual([...calibration, 'plattScaling'].toSorted());
    expect(kinds(abc, logLoss())).toEqual(calibration);
    expect(kinds(abc, rocAuc())).toEqual([]);
    for (const metric of [accuracy(), balancedAccuracy(), macroF1(), matthewsCorrelation()]) {
      expect(kinds(abc, metric)).toEqual(['classWeights']);
    }
    expect(kinds(abc, topKAccuracy(2))).toEqual([]);
    expect(kinds(ratings, quadraticWeightedKappa())).toEqual(['cutPoints', 'classWeights']);
    expect(kinds(regression(), quadraticWeightedKappa())).toEqual(['cutPoints']);
    expect(kinds(regression(), mae())).toEqual(['wholeNumbers']);
    expect(kinds(regression(), rmse(), [0, 1.5])).toEqual([]);
  });
});
