import { FoldwiseError, didYouMean } from '../../errors.ts';
import { log } from '../../math/log.ts';
import { showShape } from '../../tensor/shape.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { fromData } from '../../tensor/make.ts';
import { shapeError } from '../shape-error.ts';
import type { Initializer } from './initializer.ts';

/** What the outputs of a network say: numbers, logarithms of them, logits of classes, or logits of yes. */
export type OutputsSay = 'numbers' | 'logarithms' | 'classes' | 'yesOrNo';

const KIND = 'biasFromTarget';

/** The bias of so many units for a target of `[rows, columns]`. */
type BiasOf = (target: Tensor, units: number) => Float64Array;

const biases: { readonly [say in OutputsSay]: BiasOf } = {
  numbers: (target, units) => meansOf(target, units),
  logarithms: (target, units) => meansOf(target, units).map(log),
  // The rule of succession: as if each class had been seen once more, so that none is impossible.
  yesOrNo: (target, units) =>
    meansOf(target, units).map((share) => {
      const rows = target.shape[0]!;
      return log((share * rows + 1) / (rows - share * rows + 1));
    }),
  classes: (target, units) => {
    const counts = new Float64Array(units).fill(1);
    for (const code of target.data) {
      if (!(Number.isInteger(code) && code >= 0 && code < units)) {
        refuse(`class indices from 0 to ${units - 1}, one a unit, got ${code}`);
      }
      counts[code]! += 1;
    }
    return counts.map((count) => log(count / (target.data.length + units)));
  },
};

/**
 * The bias of a last layer that says of every row what the target says on the whole, so that a training does not begin by finding that
 * out: the mean, its logarithm, or the logits of the shares of the classes, (n_k + 1)/(n + classes).
 *
 * The target is `[rows]` or `[rows, outputs]`: that of the training rows, as the loss is handed it.
 *
 * @throws FoldwiseError `data` for a target without rows or with numbers that are none; in `draw`, `shape` for a bias that is not one
 *   of its columns.
 * @example
 * dense({ units: 1, biasInit: biasFromTarget(target, 'yesOrNo') });
 */
export function biasFromTarget(target: Tensor, say: OutputsSay): Initializer {
  if (!Object.hasOwn(biases, say)) {
    throw new FoldwiseError(`expected what the outputs say, got "${say}"`, {
      code: 'input',
      where: KIND,
      hint: didYouMean(say, Object.keys(biases)),
    });
  }
  const [rows = 0] = target.shape;
  if (target.shape.length < 1 || target.shape.length > 2 || rows === 0) {
    refuse(`a target of [rows] or [rows, outputs], got ${showShape(target.shape)}`);
  }
  const odd = target.data.find((number) => !Number.isFinite(number));
  if (odd !== undefined) refuse(`finite numbers, got ${odd}`);
  return Object.freeze({
    spec: Object.freeze({ kind: KIND, say }),
    draw(shape: Shape): Tensor {
      const columns = target.shape[1] ?? 1;
      const [units = 1] = shape;
      const fits =
        shape.length === 1 && (say === 'classes' ? target.data.length === rows : units === columns);
      if (!fits)
        throw shapeError(
          KIND,
          `a bias of [${say === 'classes' ? 'classes' : columns}]`,
          shape,
          'give it to the last layer',
        );
      const bias = biases[say](target, units);
      const infinite = bias.find((number) => !Number.isFinite(number));
      if (infinite !== undefined)
        refuse(`a target with a mean that has a logarithm, got a logarithm of ${infinite}`);
      return fromData(bias, shape);
    },
  });
}

/** The mean of each column. */
function meansOf({ data, shape }: Tensor, columns: number): Float64Array {
  const sums = new Float64Array(columns);
  for (let i = 0; i < data.length; i++) sums[i % columns]! += data[i]!;
  return sums.map((sum) => sum / shape[0]!);
}

function refuse(wantedAndGot: string): never {
  throw new FoldwiseError(`expected ${wantedAndGot}`, { code: 'data', where: KIND });
}
