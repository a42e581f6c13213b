import type { Tensor } from '@foldwise/core';
import { classesOf, scaleOf, type Task } from '../competition/task.ts';
import { type CalibrationCurve, calibrationCurve } from './calibration-curve.ts';
import { type ConfusionMatrix, confusionMatrix } from './confusion-matrix.ts';
import { type PrecisionRecallCurve, precisionRecallCurve } from './precision-recall-curve.ts';
import { predictedClasses } from './predicted-classes.ts';
import { type Residuals, residualsOf } from './residuals-of.ts';
import { type RocCurve, rocCurve } from './roc-curve.ts';

/** How rows of one class are told from the others. */
export interface ClassDiagnostics {
  /** Of a binary task the positive class. */
  readonly name: string;
  readonly roc: RocCurve;
  readonly precisionRecall: PrecisionRecallCurve;
  readonly calibration: CalibrationCurve;
}

/** What predictions get right, and how they err: of classes, or of numbers. */
export type Diagnostics =
  | {
      readonly kind: 'classes';
      readonly confusion: ConfusionMatrix;
      /** The positive class of a binary task; of several classes each against the others, those without rows left out. */
      readonly classes: readonly ClassDiagnostics[];
    }
  | {
      readonly kind: 'numbers';
      /** Of each target, in their order. */
      readonly targets: readonly { readonly name: string; readonly residuals: Residuals }[];
    };

/** What is known of the rows beside. */
export interface DiagnosticsOptions {
  /** `[rows]`: how much each counts in the curves and the matrix; default all the same. Calibration and residuals count rows. */
  readonly weights?: Tensor | undefined;
  /** What the targets are called; default those of the task, or `target`. */
  readonly targets?: readonly string[];
}

/**
 * What there is to see of predictions, by the kind of the task. Rows without a prediction are left out.
 *
 * @param truth `[rows]`: a number, 0/1, or a class index; `[rows, targets]`.
 * @param predictions `[rows, outputs]`.
 * @example
 * const { task, truth, runs, targets } = await readPredictions(open, ['best']);
 * diagnosticsOf(task, truth, runs[0].oof, { targets }).kind;
 */
export function diagnosticsOf(
  task: Task,
  truth: Tensor,
  predictions: Tensor,
  { weights, targets: names = ['target'] }: DiagnosticsOptions = {},
): Diagnostics {
  if (task.kind === 'regression') {
    const { targets = names } = task;
    return {
      kind: 'numbers',
      targets: targets.map((name, k) => ({
        name,
        residuals: residualsOf(
          columnOf(truth, k, targets.length),
          columnOf(predictions, k, targets.length),
          scaleOf(task, k),
        ),
      })),
    };
  }
  const classes = classesOf(task);
  const told = task.kind === 'binary' ? [1] : classes.map((_, k) => k);
  return {
    kind: 'classes',
    confusion: confusionMatrix(classes, truth.data, predictedClasses(predictions), weights?.data),
    classes: told.flatMap((k) => {
      const isClass = truth.data.map((label) => Number(label === k));
      const scores = task.kind === 'binary' ? predictions.data : columnOf(predictions, k, classes.length);
      const rows = { truth: isClass, scores, weights: weights?.data };
      const [roc, precisionRecall] = [rocCurve(rows), precisionRecallCurve(rows)];
      if (roc === undefined || precisionRecall === undefined) return [];
      return [{ name: classes[k]!, roc, precisionRecall, calibration: calibrationCurve(isClass, scores) }];
    }),
  };
}

function columnOf({ data }: Tensor, column: number, columns: number): Float64Array {
  return columns === 1 ? data : data.filter((_, i) => i % columns === column);
}
