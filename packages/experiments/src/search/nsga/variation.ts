import { exp, log, type Rng } from '@foldwise/core';
import { coordinateAt } from '../draw.ts';
import { otherOption, snapped, stepAside } from '../draw-point.ts';
import { isActive, optionCount, type Parameter, type Point } from '../parameters.ts';

/** How two parents' numbers become a child's: something around either (`sbx`), or either (`uniform`). */
export type Crossover = 'sbx' | 'uniform';

/** η_c and η_m of Deb et al. (2002), section V: how near children stay to their parents, and mutants to what they were. */
const crossoverIndex = 20;
const mutationIndex = 20;

function power(base: number, exponent: number): number {
  return base <= 0 ? 0 : exp(exponent * log(base));
}

/**
 * A child of two positions from 0 to 1, by simulated binary crossover: spread around both as if bits were crossed, nearer the nearer they
 * are to each other.
 *
 * Deb and Agrawal (1995), "Simulated Binary Crossover for Continuous Search Space", with bounds.
 */
export function simulatedBinaryCrossover(a: number, b: number, random: Rng): number {
  const [low, high] = [Math.min(a, b), Math.max(a, b)];
  const apart = high - low;
  const u = random.uniform();
  const isLower = random.uniform() < 0.5;
  if (apart < 1e-14) return a;
  const toEdge = isLower ? low : 1 - high;
  const alpha = 2 - power(1 + (2 * toEdge) / apart, -(crossoverIndex + 1));
  const base = u <= 1 / alpha ? u * alpha : 1 / (2 - u * alpha);
  const spread = power(base, 1 / (crossoverIndex + 1)) * apart;
  return Math.min(1, Math.max(0, 0.5 * (low + high + (isLower ? -spread : spread))));
}

/** A position moved by polynomial mutation: mostly a little, now and then far, never outside. Deb and Goyal (1996), with bounds. */
export function polynomialMutation(position: number, random: Rng): number {
  const u = random.uniform();
  const exponent = 1 / (mutationIndex + 1);
  if (u < 0.5) {
    const edge = power(1 - position, mutationIndex + 1);
    return Math.max(0, position + power(2 * u + (1 - 2 * u) * edge, exponent) - 1);
  }
  const edge = power(position, mutationIndex + 1);
  return Math.min(1, position + 1 - power(2 * (1 - u) + (2 * u - 1) * edge, exponent));
}

function crossed(parameter: Parameter, a: number, b: number, crossover: Crossover, random: Rng): number {
  const isFirst = random.uniform() < 0.5;
  const isMixed = random.uniform() < 0.5;
  const child = simulatedBinaryCrossover(a, b, random);
  const isNumber = optionCount(parameter.dimension) === 0;
  return crossover === 'sbx' && isNumber && isMixed ? snapped(parameter, child) : isFirst ? a : b;
}

function mutated(parameter: Parameter, coordinate: number, random: Rng): number {
  const { dimension } = parameter;
  const options = optionCount(dimension);
  if (options > 0) return otherOption(dimension.kind === 'ordinal', coordinate, options, random);
  const moved = snapped(parameter, polynomialMutation(coordinate, random));
  return moved === coordinate ? stepAside(parameter, coordinate, random) : moved;
}

/**
 * A child of two points. Each parameter comes from both, or from either; what lies in a branch from those that took it too, at random
 * where neither did. Each is mutated with a probability of 1 / n.
 *
 * @param second undefined: a copy of the first, mutated.
 */
export function childOf(
  parameters: readonly Parameter[],
  [first, second]: readonly [Point, Point | undefined],
  crossover: Crossover,
  random: Rng,
): Point {
  const child = new Float64Array(parameters.length).fill(NaN);
  for (const [i, parameter] of parameters.entries()) {
    if (!isActive(parameters, child, parameter)) continue;
    const [a, b] = [first[i]!, second?.[i] ?? NaN];
    if (Number.isNaN(a) && Number.isNaN(b)) {
      child[i] = snapped(parameter, coordinateAt(parameter.dimension, random.uniform()));
      continue;
    }
    const from = Number.isNaN(a) ? b : Number.isNaN(b) ? a : crossed(parameter, a, b, crossover, random);
    child[i] = random.uniform() * parameters.length < 1 ? mutated(parameter, from, random) : from;
  }
  return child;
}
