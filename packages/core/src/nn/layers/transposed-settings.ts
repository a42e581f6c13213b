import { checkGroups } from '../../autodiff/ops/conv.ts';
import { FoldwiseError } from '../../errors.ts';
import { showShape } from '../../tensor/shape.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { checkCount, checkOptions } from '../../check-option.ts';
import { shapeError } from '../shape-error.ts';
import { eachDirection, eachPadding } from './each-direction.ts';
import type { FilterOptions } from './with-filters.ts';

/** What all transposed convolutions are made of. */
export interface TransposedOptions extends FilterOptions {
  /** Into how many groups the channels fall, each with filters of its own; 1 by default. */
  readonly groups?: number;
}

/** Options that have a number for each direction. */
export interface DirectedOptions extends TransposedOptions {
  readonly kernelSize: number | readonly number[];
  readonly stride?: number | readonly number[];
  readonly padding?: 'valid' | 'same' | number | readonly number[];
  readonly dilation?: number | readonly number[];
  readonly extra?: number | readonly number[];
}

/** The same, checked, with a number for each direction. */
export interface TransposedSettings {
  readonly filters: number;
  readonly groups: number;
  readonly size: readonly number[];
  readonly stride: readonly number[];
  readonly padding: 'valid' | 'same' | readonly number[];
  readonly dilation: readonly number[];
  readonly extra: readonly number[];
}

/** Checks the options of a transposed convolution in so many directions. */
export function transposedSettings(
  kind: string,
  directions: number,
  options: DirectedOptions,
): TransposedSettings {
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
  const each = (option: string, value: number | readonly number[], least = 1): readonly number[] =>
    eachDirection(kind, option, value, directions, least);
  const stride = each('stride', options.stride ?? 1);
  const padding = eachPadding(kind, options.padding ?? 'valid', directions);
  return {
    filters,
    groups: checkGroups(kind, options.groups ?? 1, filters),
    size: each('kernelSize', options.kernelSize),
    stride,
    padding,
    dilation: each('dilation', options.dilation ?? 1),
    extra: checkExtra(kind, each('extra', options.extra ?? 0, 0), stride, padding),
  };
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

const ROWS = [
  'sequences [steps, channels]',
  'images [height, width, channels]',
  'volumes [depth, height, width, channels]',
];

/** To what lengths rows grow; an error that names the layer where they are no such rows, or nothing is left of them. */
export function grownLengths(kind: string, settings: TransposedSettings, input: Shape): Shape {
  const { size, stride, padding, dilation, extra } = settings;
  const rows = ROWS[size.length - 1]!;
  if (input.length !== size.length + 1 || input.includes(0)) {
    throw shapeError(kind, rows, input, 'reshape them first');
  }
  const grown = stride.map((step, i) => {
    if (padding === 'same') return input[i]! * step;
    const span = (size[i]! - 1) * dilation[i]! + 1;
    return (input[i]! - 1) * step + span - (padding === 'valid' ? 0 : 2 * padding[i]!) + extra[i]!;
  });
  if (grown.every((length) => length >= 1)) return grown;
  throw shapeError(kind, `larger ${rows}, of which padding leaves something`, input);
}
