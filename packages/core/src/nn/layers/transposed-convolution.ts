import { reshape } from '../../autodiff/ops/index.ts';
import { asOne } from '../../autodiff/primitive.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import type { Layer } from '../layer.ts';
import { inputsOfGroup } from './inputs-of-group.ts';
import { spread } from './spread.ts';
import { type DirectedOptions, grownLengths, transposedSettings } from './transposed-settings.ts';
import { type Triple, volumeSettings } from './volume.ts';
import { withFilters } from './with-filters.ts';

/** Weights of a transposed convolution: `kernel` is `[…size, inputs/groups, filters]`, `bias` is `[filters]`. */
export type TransposedWeights = { readonly kernel: Tensor; readonly bias?: Tensor };

/** A transposed convolution in one to three directions, each in terms of the one over volumes. */
export function transposedConvolution(
  kind: string,
  directions: number,
  options: DirectedOptions,
): Layer<TransposedWeights> {
  const settings = transposedSettings(kind, directions, options);
  const { filters, groups, size, stride, padding, dilation, extra } = settings;
  const volume = volumeSettings(kind, {
    size: asTriple(size, 1),
    stride: asTriple(stride, 1),
    padding: typeof padding === 'string' ? padding : asTriple(padding, 0),
    dilation: asTriple(dilation, 1),
  });
  const shown = <T>(numbers: T | readonly T[]): T | readonly T[] =>
    directions === 1 && Array.isArray(numbers) ? numbers[0] : numbers;

  const how = Object.freeze({
    kernelSize: shown(size),
    stride: shown(stride),
    padding: shown<number | string>(padding),
    dilation: shown(dilation),
    extra: shown(extra),
    groups,
  });

  return withFilters(
    { ...options, filters },
    {
      kind,
      how,
      outputShape: (input) => [...grownLengths(kind, settings, input), filters],
      kernelShape: (input) => [...size, inputsOfGroup(kind, groups, input), filters],
      apply(x, kernel) {
        const [batch, ...row] = x.shape;
        const lengths = grownLengths(kind, settings, row);
        return asOne({ kind, ...how }, { x, kernel }, () => {
          const cells = reshape(x, [batch!, ...asTriple(row.slice(0, -1), 1), row.at(-1)!]);
          const kernels = reshape(kernel, [...volume.size, ...kernel.shape.slice(-2)]);
          const y = spread(cells, kernels, volume, groups, asTriple(lengths, 1));
          return reshape(y, [batch!, ...lengths, filters]);
        });
      },
    },
  );
}

/** One to three numbers as those of a volume, `missing` in the directions that there are not. */
function asTriple(numbers: readonly number[], missing: number): Triple {
  const [depth, vertical, horizontal] = [missing, missing, ...numbers].slice(-3);
  return [depth!, vertical!, horizontal!];
}
