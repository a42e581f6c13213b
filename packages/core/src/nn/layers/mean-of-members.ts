import type { Value } from '../../autodiff/primitive.ts';
import {
  add,
  exp,
  log,
  logSoftmax,
  max,
  mean,
  negate,
  reshape,
  softplus,
  subtract,
} from '../../autodiff/ops/index.ts';
import { didYouMean, FoldwiseError } from '../../errors.ts';
import type { Shape } from '../../tensor/tensor.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { noWeights } from '../no-weights.ts';
import { shapeError } from '../shape-error.ts';

/** What the members of an ensemble say: numbers, logits of classes, or logits of yes. */
export type MembersSay = 'numbers' | 'classes' | 'yesOrNo';

const means: { readonly [say in MembersSay]: (x: Value) => Value } = {
  numbers: (x) => mean(x, { axes: 1 }),
  classes: (x) => logMean(logSoftmax(x)),
  // log σ(z) = −softplus(−z) and log(1 − σ(z)) = −softplus(z).
  yesOrNo: (x) => subtract(logMean(negate(softplus(negate(x)))), logMean(negate(softplus(x)))),
};

/** The logarithm of the mean over the members of numbers given by their logarithms, none of which is too small for it. */
function logMean(logarithms: Value): Value {
  const largest = max(logarithms, { axes: 1, keepDims: true });
  const [batch, , outputs] = logarithms.shape;
  const rest = log(mean(exp(subtract(logarithms, largest)), { axes: 1 }));
  return add(rest, reshape(largest, [batch!, outputs!]));
}

/**
 * What an ensemble says as one net would: `[members, outputs]` → `[outputs]`, for predictions, not for training.
 *
 * `numbers` gives their mean. `classes` gives logits whose softmax is the mean of the members' softmaxes, `yesOrNo` such whose sigmoid
 * is the mean of their sigmoids. So whoever trains an ensemble by `meanOverMembers(loss)` predicts, and validates, with this layer
 * put after it, and goes on as with any other network.
 *
 * @throws FoldwiseError `input` for another word than the three.
 * @example
 * const predicting = sequential(trained, meanOfMembers('classes'));
 * const logits = predict(predicting, [weights, []], features); // [rows, classes]
 */
export function meanOfMembers(say: MembersSay): Layer<NoWeights> {
  const word: unknown = say;
  if (!Object.hasOwn(means, say)) {
    throw new FoldwiseError(`expected what the members say, got "${String(word)}"`, {
      code: 'input',
      where: 'meanOfMembers',
      hint: didYouMean(String(word), Object.keys(means)),
    });
  }
  const outputShape = (input: Shape): Shape => {
    if (input.length === 2 && input[0]! > 0 && input[1]! > 0) return [input[1]!];
    throw shapeError('meanOfMembers', 'rows [members, outputs]', input);
  };
  return Object.freeze({
    spec: Object.freeze({ kind: 'meanOfMembers', say }),
    outputShape,
    init(input: Shape): NoWeights {
      outputShape(input);
      return noWeights;
    },
    apply(_weights: NoWeights, x: Value): Value {
      outputShape(x.shape.slice(1));
      return means[say](x);
    },
  });
}
