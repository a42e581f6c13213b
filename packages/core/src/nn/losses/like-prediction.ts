import type { Value } from '../../autodiff/primitive.ts';
import { reshape } from '../../autodiff/ops/index.ts';
import { sameShape, showShape } from '../../tensor/shape.ts';
import { shapeError } from '../shape-error.ts';

/** The target as `[batch, outputs]`; a plain `[batch]` is one output a row. */
export function likePrediction(loss: string, prediction: Value, target: Value): Value {
  checkPrediction(loss, prediction);
  const { shape } = prediction;
  if (sameShape(shape, target.shape)) return target;
  if (shape[1] === 1 && sameShape([shape[0]!], target.shape)) return reshape(target, shape);
  const plain = shape[1] === 1 ? ` or [${shape[0]}]` : '';
  throw shapeError(
    loss,
    `a target of shape ${showShape(shape)}${plain}, as the prediction is`,
    target.shape,
    'make the last layer have as many units as the target has columns',
  );
}

/** Throws unless a prediction is `[batch, outputs]`. */
export function checkPrediction(loss: string, prediction: Value): void {
  if (prediction.shape.length !== 2) {
    throw shapeError(
      loss,
      'a prediction of shape [batch, outputs]',
      prediction.shape,
      'end the network with a dense layer',
    );
  }
}
