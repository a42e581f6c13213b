import { isDeepStrictEqual } from 'node:util';
import type { Json } from '@foldwise/core';
import { numberAt } from './draw.ts';
import { positionOf } from './position.ts';
import type { Dimension, SearchSpace } from './space.ts';

/** One thing that a search decides, taken out of its space: a number, one of several options, or which branch. */
export interface Parameter {
  /** Names from the outside in, a branch by its kind: `['optimizer', 'sgd', 'momentum']`. */
  readonly path: readonly string[];
  readonly dimension: Dimension;
  /** The branch that it belongs to: the index of the `oneOf` among the parameters and of its branch. Absent in those that every trial has. */
  readonly inside?: { readonly parameter: number; readonly option: number };
}

/**
 * A trial's parameters as coordinates, in the order of `parametersOf`: a number by its position from 0 to 1 on its scale, an option or a
 * branch by its index; NaN for what the trial does not have, since it lies in another branch.
 */
export type Point = Float64Array;

type Named = Readonly<Record<string, unknown>>;

/**
 * The parameters of a space, those of its branches included, each `oneOf` before what lies in it: the axes that samplers work with.
 *
 * @example
 * parametersOf({ rate: float(0, 1), optimizer: oneOf({ adam: {}, sgd: { momentum: float(0, 1) } }) }).map(({ path }) => path.join('.'));
 * // ['rate', 'optimizer', 'optimizer.sgd.momentum']
 */
export function parametersOf(space: SearchSpace): readonly Parameter[] {
  const parameters: Parameter[] = [];
  const add = (part: SearchSpace, path: readonly string[], inside: Parameter['inside']): void => {
    for (const [name, dimension] of Object.entries(part)) {
      const here = [...path, name];
      const parameter =
        parameters.push({ path: here, dimension, ...(inside !== undefined && { inside }) }) - 1;
      if (dimension.kind !== 'oneOf') continue;
      for (const [option, [kind, branch]] of Object.entries(dimension.branches).entries())
        add(branch, [...here, kind], { parameter, option });
    }
  };
  add(space, [], undefined);
  return parameters;
}

/** How many options or branches there are to take; 0 for a number. */
export function optionCount(dimension: Dimension): number {
  if (dimension.kind === 'oneOf') return Object.keys(dimension.branches).length;
  return dimension.kind === 'choice' || dimension.kind === 'ordinal' ? dimension.options.length : 0;
}

function coordinateOf(dimension: Dimension, value: unknown): number {
  switch (dimension.kind) {
    case 'choice':
    case 'ordinal': {
      const option = dimension.options.findIndex(
        (each) => each === value || (typeof each === 'object' && isDeepStrictEqual(each, value)),
      );
      return option === -1 ? NaN : option;
    }
    case 'oneOf': {
      const kind = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
      const option = Object.keys(dimension.branches).findIndex((each) => each === kind);
      return option === -1 ? NaN : option;
    }
    default:
      if (typeof value !== 'number' || value < dimension.low || value > dimension.high) return NaN;
      return positionOf(dimension, value);
  }
}

/**
 * The coordinates of parameters. What they lack, or have outside the space (they may come from an earlier form of it), is NaN.
 *
 * @example
 * pointOf(parametersOf({ units: int(0, 3) }), { units: 1 }); // Float64Array [0.375]
 */
export function pointOf(parameters: readonly Parameter[], params: Named): Point {
  const point = new Float64Array(parameters.length).fill(NaN);
  // The values of the `oneOf`s: what lies in their branches is looked up there.
  const values: Named[] = [];
  for (const [i, parameter] of parameters.entries()) {
    if (!isActive(parameters, point, parameter)) continue;
    const { path, dimension, inside } = parameter;
    const holder = inside === undefined ? params : values[inside.parameter]!;
    const name = path.at(-1)!;
    if (!Object.hasOwn(holder, name)) continue;
    point[i] = coordinateOf(dimension, holder[name]);
    if (dimension.kind === 'oneOf') values[i] = holder[name] as Named;
  }
  return point;
}

function valueOf(
  parameters: readonly Parameter[],
  children: readonly (readonly number[])[],
  point: ArrayLike<number>,
  index: number,
): Json {
  const { dimension } = parameters[index]!;
  const coordinate = point[index]!;
  if (dimension.kind === 'float' || dimension.kind === 'int') return numberAt(dimension, coordinate);
  if (dimension.kind !== 'oneOf') return dimension.options[coordinate]!;
  const kind = Object.keys(dimension.branches)[coordinate]!;
  const within = children[index]!.filter((child) => parameters[child]!.inside!.option === coordinate);
  return {
    kind,
    ...Object.fromEntries(
      within.map((child) => [parameters[child]!.path.at(-1)!, valueOf(parameters, children, point, child)]),
    ),
  };
}

/**
 * The parameters at coordinates: of each `oneOf` the branch that its coordinate says, whose own coordinates must be there; those of
 * other branches are ignored. A number with steps becomes the nearest one.
 *
 * @example
 * paramsAt(parametersOf({ units: int(0, 3) }), [0.3]); // { units: 1 }
 */
export function paramsAt(
  parameters: readonly Parameter[],
  point: ArrayLike<number>,
): { readonly [name: string]: Json } {
  const children = parameters.map((): number[] => []);
  const roots: number[] = [];
  for (const [i, { inside }] of parameters.entries()) {
    if (inside === undefined) roots.push(i);
    else children[inside.parameter]!.push(i);
  }
  return Object.fromEntries(
    roots.map((root) => [parameters[root]!.path[0]!, valueOf(parameters, children, point, root)]),
  );
}

/** Whether coordinates take the branch that a parameter lies in, and the branches around that. */
export function isActive(
  parameters: readonly Parameter[],
  point: ArrayLike<number>,
  parameter: Parameter,
): boolean {
  for (let { inside } = parameter; inside !== undefined; inside = parameters[inside.parameter]!.inside)
    if (point[inside.parameter] !== inside.option) return false;
  return true;
}
