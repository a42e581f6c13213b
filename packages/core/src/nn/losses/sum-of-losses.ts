import type { Value } from '../../autodiff/primitive.ts';
import { add, multiply, reshape, slice } from '../../autodiff/ops/index.ts';
import { FoldwiseError } from '../../errors.ts';
import type { Clock } from '../../optim/rule.ts';
import { fromData } from '../../tensor/make.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { checkCount, checkNumber, checkOptions } from '../../check-option.ts';
import { located } from '../located.ts';
import { shapeError } from '../shape-error.ts';
import { checkPrediction } from './like-prediction.ts';
import type { Loss } from './loss.ts';
import { checkRowWeights } from './mean-over-rows.ts';

/** The loss of one head of a network. */
export interface HeadLoss {
  readonly loss: Loss;
  /** How many columns of the prediction are its own. */
  readonly outputs: number;
  /** How many columns of the target are its own; 1, which it is handed as `[batch]`, unless given. */
  readonly targets?: number;
  /** What it counts in the sum; 1. */
  readonly weight?: number;
}

/**
 * A loss for each head of a network, summed: Σ wₕ·lossₕ, each over columns of its own, taken in order from the left.
 *
 * @throws FoldwiseError `input` where there is no head, or a number of columns is none.
 * @example
 * const loss = sumOfLosses([
 *   { loss: crossEntropy(), outputs: 3 },
 *   { loss: squaredError(), outputs: 1, weight: 0.1 },
 * ]); // prediction [batch, 4], target [batch, 2]
 */
export function sumOfLosses(heads: readonly HeadLoss[]): Loss {
  const kind = 'sumOfLosses';
  if (!Array.isArray(heads) || heads.length === 0) {
    throw new FoldwiseError('expected a list of at least one head', { code: 'input', where: kind });
  }
  const parts = heads.map((head: HeadLoss) => {
    const {
      loss,
      outputs,
      targets = 1,
      weight = 1,
    } = checkOptions(kind, head, ['loss', 'outputs', 'targets', 'weight']);
    checkCount(kind, 'outputs', outputs);
    checkCount(kind, 'targets', targets);
    checkNumber(kind, 'weight', weight, 'a number of at least 0', (w) => w >= 0);
    return { loss, outputs, targets, weight };
  });
  const outputs = parts.reduce((sum, part) => sum + part.outputs, 0);
  const targets = parts.reduce((sum, part) => sum + part.targets, 0);

  return Object.freeze({
    spec: Object.freeze({
      kind,
      heads: Object.freeze(parts.map(({ loss, ...others }) => Object.freeze({ ...others, loss: loss.spec }))),
    }),
    checkTarget(target: Tensor): void {
      // Columns that are not those of the heads are refused by apply.
      if (target.data.length !== target.shape[0]! * targets) return;
      let column = 0;
      for (const [head, part] of parts.entries()) {
        const own = columnsOf(target, targets, column, (column += part.targets));
        located(`${kind}[${head}]`, () => part.loss.checkTarget?.(own));
      }
    },
    apply(prediction: Value, target: Value, rowWeights?: Value, clock?: Clock): Value {
      const batch = checkShapes(kind, prediction, target, outputs, targets);
      if (rowWeights !== undefined) checkRowWeights(kind, batch, rowWeights);
      const truth = reshape(target, [batch, targets]);
      let [output, column] = [0, 0];
      const losses = parts.map((part, head) => {
        const p = slice(prediction, 1, output, (output += part.outputs));
        const t = slice(truth, 1, column, (column += part.targets));
        const own = part.targets === 1 ? reshape(t, [batch]) : t;
        const loss = located(`${kind}[${head}]`, () => part.loss.apply(p, own, rowWeights, clock));
        return part.weight === 1 ? loss : multiply(loss, part.weight);
      });
      return losses.reduce((sum, loss) => add(sum, loss));
    },
  });
}

/** Some of the columns of a target of so many. */
function columnsOf({ data, shape }: Tensor, width: number, from: number, to: number): Tensor {
  return fromData(
    data.filter((_, i) => i % width >= from && i % width < to),
    [shape[0]!, to - from],
  );
}

/** The number of rows; throws where the columns are not those of the heads. */
function checkShapes(
  kind: string,
  prediction: Value,
  target: Value,
  outputs: number,
  targets: number,
): number {
  checkPrediction(kind, prediction);
  const [batch, width] = prediction.shape;
  if (width !== outputs) {
    throw shapeError(kind, `a prediction of ${outputs} columns, those of all heads`, prediction.shape);
  }
  const { shape } = target;
  const fits = shape.length === 2 ? shape[1] === targets : shape.length === 1 && targets === 1;
  if (fits && shape[0] === batch) return batch!;
  throw shapeError(kind, `a target of shape [${batch}, ${targets}], the columns of all heads`, shape);
}
