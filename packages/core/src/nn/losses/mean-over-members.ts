import type { Value } from '../../autodiff/primitive.ts';
import { broadcastTo, reshape } from '../../autodiff/ops/index.ts';
import type { Clock } from '../../optim/rule.ts';
import { sizeOf } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { located } from '../located.ts';
import { shapeError } from '../shape-error.ts';
import type { Loss } from './loss.ts';
import { checkRowWeights } from './mean-over-rows.ts';

/**
 * The mean of the losses of an ensemble's members, never the loss of their mean: each learns by itself. For predictions `[batch,
 * members, outputs]`; `[batch, outputs]` is an ensemble of one.
 *
 * Gorishniy, Kotelnikov & Babenko 2025, "TabM". To predict, put `meanOfMembers(…)` after the network.
 *
 * @example
 * const loss = meanOverMembers(crossEntropy());
 */
export function meanOverMembers(loss: Loss): Loss {
  const kind = 'meanOverMembers';
  return Object.freeze({
    spec: Object.freeze({ kind, loss: loss.spec }),
    ...(loss.checkTarget && {
      checkTarget: (target: Tensor) => located(kind, () => loss.checkTarget?.(target)),
    }),
    apply(prediction: Value, target: Value, rowWeights?: Value, clock?: Clock): Value {
      const [batch, members, outputs] = membersOf(kind, prediction);
      if (target.shape[0] !== batch || target.shape.length > 2) {
        throw shapeError(kind, `a target of ${batch} rows, as the prediction has`, target.shape);
      }
      if (rowWeights !== undefined) checkRowWeights(kind, batch, rowWeights);
      const rows = reshape(prediction, [batch * members, outputs]);
      const weights = rowWeights && repeated(rowWeights, members);
      return located(kind, () => loss.apply(rows, repeated(target, members), weights, clock));
    },
  });
}

function membersOf(
  kind: string,
  { shape }: Value,
): readonly [batch: number, members: number, outputs: number] {
  if (shape.length === 2) return [shape[0]!, 1, shape[1]!];
  if (shape.length === 3) return [shape[0]!, shape[1]!, shape[2]!];
  throw shapeError(
    kind,
    'a prediction of shape [batch, members, outputs]',
    shape,
    'end the network with memberHeads()',
  );
}

/** Each row as many times as there are members, one after the other. */
function repeated(rows: Value, members: number): Value {
  const [batch, ...row] = rows.shape;
  const spread = broadcastTo(reshape(rows, [batch!, 1, sizeOf(row)]), [batch!, members, sizeOf(row)]);
  return reshape(spread, [batch! * members, ...row]);
}
