import { isDeepStrictEqual } from 'node:util';
import { didYouMean } from '@foldwise/core';
import { nearestValue } from './lattice.ts';
import type { Choice, Dimension, Float, Int, OneOf, Ordinal, Params, SearchSpace } from './space.ts';

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
}

function numberReasons(dimension: Float | Int, value: unknown, at: string): readonly string[] {
  const { kind, low, high, step } = dimension;
  if (typeof value !== 'number' || !Number.isFinite(value))
    return [`${at}: expected a number, got ${show(value)}`];
  if (value < low || value > high) return [`${at}: expected ${low} to ${high}, got ${value}`];
  if (step === undefined || nearestValue(dimension, value) === value) return [];
  const whole = kind === 'int' && step === 1;
  return [`${at}: expected ${whole ? 'a whole number' : `${low} plus a multiple of ${step}`}, got ${value}`];
}

function choiceReasons({ options }: Choice | Ordinal, value: unknown, at: string): readonly string[] {
  if (options.some((option) => isDeepStrictEqual(option, value))) return [];
  return [`${at}: expected one of ${options.map(show).join(', ')}, got ${show(value)}`];
}

function branchReasons({ branches }: OneOf, value: unknown, at: string): readonly string[] {
  if (!isObject(value)) return [`${at}: expected an object with "kind", got ${show(value)}`];
  const { kind, ...params } = value;
  if (typeof kind !== 'string' || !Object.hasOwn(branches, kind)) {
    return [
      `${at}.kind: expected the name of a branch, got ${show(kind)} — ${didYouMean(String(kind), Object.keys(branches))}`,
    ];
  }
  return spaceReasons(branches[kind]!, params, at);
}

function dimensionReasons(dimension: Dimension, value: unknown, at: string): readonly string[] {
  switch (dimension.kind) {
    case 'choice':
    case 'ordinal':
      return choiceReasons(dimension, value, at);
    case 'oneOf':
      return branchReasons(dimension, value, at);
    default:
      return numberReasons(dimension, value, at);
  }
}

function spaceReasons(space: SearchSpace, params: unknown, at: string): readonly string[] {
  if (!isObject(params)) return [`${at === '' ? 'params' : at}: expected an object, got ${show(params)}`];
  const path = (name: string): string => (at === '' ? name : `${at}.${name}`);
  const unknown = Object.keys(params).filter((name) => !Object.hasOwn(space, name));
  return [
    ...Object.entries(space).flatMap(([name, dimension]) =>
      Object.hasOwn(params, name)
        ? dimensionReasons(dimension, params[name], path(name))
        : [`${path(name)}: expected a value, got none`],
    ),
    ...unknown.map((name) => `${path(name)}: is not in the space — ${didYouMean(name, Object.keys(space))}`),
  ];
}

/**
 * Why parameters are not of a space, one line for each thing that is wrong; empty where they are.
 *
 * @example
 * reasonsOutside({ units: int(16, 64) }, { units: 8 }); // ['units: expected 16 to 64, got 8']
 */
export function reasonsOutside(space: SearchSpace, params: unknown): readonly string[] {
  return spaceReasons(space, params, '');
}

/**
 * Whether parameters are of a space: each dimension has a value it can take, and nothing else is there.
 *
 * @example
 * contains({ units: int(16, 64) }, { units: 32 }); // true
 */
export function contains<S extends SearchSpace>(space: S, params: unknown): params is Params<S> {
  return reasonsOutside(space, params).length === 0;
}
