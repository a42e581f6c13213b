import { concat, matmul, reshape, slice, transpose, unpatches } from '../../autodiff/ops/index.ts';
import { checkGroups } from '../../autodiff/ops/conv.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { FoldwiseError } from '../../errors.ts';
import { showShape } from '../../tensor/shape.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { checkCount, checkOptions } from '../check-option.ts';
import type { Layer } from '../layer.ts';
import { shapeError } from '../shape-error.ts';
import { eachDirection, eachPadding } from './each-direction.ts';
import { inputsOfGroup } from './inputs-of-group.ts';
import { alongDepth, overPlanes, volumeSettings, type VolumeSettings } from './volume.ts';
import { type FilterOptions, withFilters } from './with-filters.ts';

/** What all transposed convolutions are made of. */
export interface TransposedOptions extends FilterOptions {
  /** Into how many groups the channels fall, each with filters of its own; 1 by default. */
  readonly groups?: number;
}

/** Options that have a number for each direction. */
interface Directed extends TransposedOptions {
  readonly kernelSize: number | readonly number[];
  readonly stride?: number | readonly number[];
  readonly padding?: 'valid' | 'same' | number | readonly number[];
  readonly dilation?: number | readonly number[];
  readonly extra?: number | readonly number[];
}

/** Weights of a transposed convolution: `kernel` is `[…size, inputs/groups, filters]`, `bias` is `[filters]`. */
export type TransposedWeights = { readonly kernel: Tensor; readonly bias?: Tensor };

const ROWS = [
  'sequences [steps, channels]',
  'images [height, width, channels]',
  'volumes [depth, height, width, channels]',
];

/** A transposed convolution in one to three directions, each in terms of the one over volumes. */
export function transposedConvolution(
  kind: string,
  directions: number,
  options: Directed,
): Layer<TransposedWeights> {
  checkOptions(kind, options, [
    'filters',
    'kernelSize',
    'stride',
    'padding',
    'dilation',
    'extra',
    'groups',
    'bias',
    'kernelInit',
    'biasInit',
  ]);
  const filters = checkCount(kind, 'filters', options.filters);
  const groups = checkGroups(kind, options.groups ?? 1, filters);
  const size = eachDirection(kind, 'kernelSize', options.kernelSize, directions);
  const stride = eachDirection(kind, 'stride', options.stride ?? 1, directions);
  const dilation = eachDirection(kind, 'dilation', options.dilation ?? 1, directions);
  const padding = eachPadding(kind, options.padding ?? 'valid', directions);
  const extra = checkExtra(
    kind,
    eachDirection(kind, 'extra', options.extra ?? 0, directions, 0),
    stride,
    padding,
  );

  const lengths = (input: Shape): Shape => {
    if (input.length !== directions + 1 || input.includes(0)) {
      throw shapeError(kind, ROWS[directions - 1]!, input, 'reshape them first');
    }
    const grown = stride.map((step, i) => {
      if (padding === 'same') return input[i]! * step;
      const span = (size[i]! - 1) * dilation[i]! + 1;
      return (input[i]! - 1) * step + span - (padding === 'valid' ? 0 : 2 * padding[i]!) + extra[i]!;
    });
    if (grown.every((length) => length >= 1)) return grown;
    throw shapeError(kind, `larger ${ROWS[directions - 1]!}, of which padding leaves something`, input);
  };
  const single = (numbers: readonly number[]): string | number | readonly number[] =>
    directions === 1 ? numbers[0]! : numbers;
  const whole = <T>(numbers: readonly T[], missing: T): readonly [T, T, T] => {
    const [a, b, c] = [...Array.from({ length: 3 - directions }, () => missing), ...numbers];
    return [a!, b!, c!];
  };
  const settings = volumeSettings(kind, {
    size: whole(size, 1),
    stride: whole(stride, 1),
    padding: typeof padding === 'string' ? padding : whole(padding, 0),
    dilation: whole(dilation, 1),
  });

  return withFilters(
    { ...options, filters },
    {
      kind,
      how: {
        kernelSize: single(size),
        stride: single(stride),
        padding: typeof padding === 'string' ? padding : single(padding),
        dilation: single(dilation),
        extra: single(extra),
        groups,
      },
      outputShape: (input) => [...lengths(input), filters],
      kernelShape: (input) => [...size, inputsOfGroup(kind, groups, input), filters],
      apply(x, kernel) {
        const grown = lengths(x.shape.slice(1));
        const volume = reshape(x, [x.shape[0]!, ...whole(x.shape.slice(1, -1), 1), x.shape.at(-1)!]);
        const kernels = reshape(kernel, [...settings.size, ...kernel.shape.slice(-2)]);
        const y = byGroups(volume, kernels, groups, (one, own) =>
          spread(one, own, settings, whole(grown, 1)),
        );
        return reshape(y, [x.shape[0]!, ...grown, filters]);
      },
    },
  );
}

/** The groups one after the other, each with its share of channels and filters. */
function byGroups(x: Value, kernel: Value, groups: number, apply: (x: Value, kernel: Value) => Value): Value {
  const [channels, filters] = [x, kernel].map((value) => value.shape.at(-1)! / groups);
  return concat(
    Array.from({ length: groups }, (_, i) =>
      apply(
        slice(x, -1, i * channels!, (i + 1) * channels!),
        slice(kernel, -1, i * filters!, (i + 1) * filters!),
      ),
    ),
    -1,
  );
}

/** Each cell times the kernel, added where a window would have seen the cell: over each plane, then through the planes. */
function spread(
  x: Value,
  kernel: Value,
  settings: VolumeSettings,
  [planes, height, width]: readonly [number, number, number],
): Value {
  const [batch, depth, down, across, channels] = x.shape;
  const [deep, , , , filters] = kernel.shape;
  const lines = matmul(
    reshape(x, [-1, channels!]),
    reshape(transpose(kernel, [3, 1, 2, 0, 4]), [channels!, -1]),
  );
  const flat = unpatches(reshape(lines, [batch! * depth!, down!, across!, -1]), {
    ...overPlanes(settings),
    height,
    width,
  });
  if (deep === 1 && planes === depth) return flat;
  return unpatches(reshape(flat, [batch!, depth!, height * width, deep! * filters!]), {
    ...alongDepth(settings),
    height: planes,
    width: height * width,
  });
}

function checkExtra(
  where: string,
  extra: readonly number[],
  stride: readonly number[],
  padding: 'valid' | 'same' | readonly number[],
): readonly number[] {
  const fits = extra.every((lines, i) => lines === 0 || (padding !== 'same' && lines < stride[i]!));
  if (fits) return extra;
  throw new FoldwiseError(
    `expected extra to be below the stride, and 0 where padding is 'same', got ${showShape(extra)}`,
    { code: 'input', where },
  );
}
