import { valueAndGradient } from '../autodiff/gradient.ts';
import { add } from '../autodiff/ops/index.ts';
import type { Value } from '../autodiff/primitive.ts';
import { FoldwiseError } from '../errors.ts';
import { applyLoss, applyNetwork } from '../nn/apply-part.ts';
import type { Context } from '../nn/layer.ts';
import type { Clock } from '../optim/rule.ts';
import type { RandomKey } from '../random/random-key.ts';
import type { Tree } from '../tensor/tensor.ts';
import type { Program } from './executor.ts';

/** Rows of a step, whoever computes it. */
export interface BatchValues {
  readonly features: Value;
  readonly target: Value;
  readonly rowWeights?: Value | undefined;
}

/** The moment of a step: what schedules are at, and what random numbers come from. */
export interface Moment {
  readonly clock: Clock;
  readonly random: RandomKey;
}

/** What comes of a batch before any weight is moved. */
export interface Differentiated {
  readonly loss: Value;
  /** Of the form of the weights. */
  readonly gradient: Tree<Value>;
  /** The next values of statistics. */
  readonly statistics: ReadonlyMap<Value, Value>;
}

/** The context of a training step, which collects the next values of statistics in `observed`. */
export function trainingContext({ clock, random }: Moment, observed: Map<Value, Value>): Context {
  return {
    at: (schedule) => clock.at(schedule),
    training: true,
    random,
    observe(leaf, next) {
      if (!('role' in leaf) || leaf.role !== 'statistic') {
        throw new FoldwiseError('expected a leaf made by statistic(…), got another value', {
          code: 'training',
          where: 'context.observe',
          hint: 'mark the leaf in the layer’s init',
        });
      }
      observed.set(leaf, next);
    },
  };
}

/** The loss of a batch and what the network costs beside it, with nothing remembered of how it came about but the next values of statistics, in `observed`. */
export function lossOf(
  { network, loss }: Pick<Program, 'network' | 'loss'>,
  weights: Tree<Value>,
  { features, target, rowWeights }: BatchValues,
  moment: Moment,
  observed: Map<Value, Value> = new Map<Value, Value>(),
): Value {
  const costs: Value[] = [];
  const penalize = (cost: Value): void => void costs.push(cost);
  const context = { ...trainingContext(moment, observed), penalize };
  const prediction = applyNetwork(network, weights, features, context);
  const own = applyLoss(loss.spec.kind, () => loss.apply(prediction, target, rowWeights, moment.clock));
  return costs.reduce((sum, cost) => add(sum, cost), own);
}

/** Loss, gradient and next statistics of a batch, in terms of whatever values are handed in. */
export function differentiate(
  program: Pick<Program, 'network' | 'loss'>,
  weights: Tree<Value>,
  batch: BatchValues,
  moment: Moment,
): Differentiated {
  const observed = new Map<Value, Value>();
  const forward = (at: Tree<Value>): readonly [Value, readonly Value[]] => {
    const loss = lossOf(program, at, batch, moment, observed);
    return [loss, [...observed.values()]];
  };
  const { value, gradient, aux } = valueAndGradient(forward, weights);
  return {
    loss: value,
    gradient,
    statistics: new Map([...observed.keys()].map((leaf, i) => [leaf, aux[i]!])),
  };
}
