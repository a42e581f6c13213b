import type { Value } from '../../autodiff/primitive.ts';
import { oneHot } from '../../autodiff/ops/index.ts';
import { sameShape, showShape } from '../../tensor/shape.ts';
import { located } from '../located.ts';
import { shapeError } from '../shape-error.ts';
import { checkPrediction } from './like-prediction.ts';

/** The target as `[batch, classes]`: class indices become rows with a single 1. `binary` is the loss for a single output. */
export function probabilityRows(loss: string, prediction: Value, target: Value, binary: string): Value {
  checkPrediction(loss, prediction);
  const { shape } = prediction;
  const [batch, classes] = [shape[0]!, shape[1]!];
  if (classes < 2) {
    throw shapeError(
      loss,
      'a prediction of at least 2 classes a row',
      shape,
      `give the last layer one unit a class, or use ${binary}()`,
    );
  }
  if (sameShape(shape, target.shape)) return target;
  if (sameShape([batch], target.shape)) return located(loss, () => oneHot(target, classes));
  throw shapeError(loss, `class indices [${batch}] or probabilities ${showShape(shape)}`, target.shape);
}
