import type { Rule } from '../optim/rule.ts';
import type { Tensor, Tree } from '../tensor/tensor.ts';
import { leavesOf, mapLeaves } from '../tensor/tree.ts';
import type { TrainingData } from '../executor/executor.ts';
import type { Arena } from './arena.ts';
import { readTensor, type Resident, resident, writeTensor } from './resident.ts';

/** What moves with every step. */
export interface TrainingState {
  readonly weights: Tree<Resident>;
  /** The optimiser's, for each trained weight in the order of the leaves. */
  readonly slots: readonly Readonly<Record<string, Resident>>[];
}

/** Puts weights and fresh slots into memory. */
export function placeState(arena: Arena, optimizer: Rule, weights: Tree): TrainingState {
  const trained = leavesOf(weights).filter(({ leaf }) => leaf.role !== 'statistic');
  const slots = optimizer.init(trained.map(({ leaf }) => leaf));
  return {
    weights: mapLeaves<Tensor, Resident>(weights, (leaf, path) => resident(arena, `weights "${path}"`, leaf)),
    slots: slots.map((own) =>
      Object.fromEntries(
        Object.entries(own).map(([name, slot]) => [name, resident(arena, `slots "${name}"`, slot)]),
      ),
    ),
  };
}

/** The weights as they are now. */
export function readWeights(arena: Arena, weights: Tree<Resident>): Tree {
  return mapLeaves<Resident, Tensor>(weights, ({ shape, buffer, role, factors }) => ({
    shape,
    data: readTensor(arena, buffer, shape),
    ...(role && { role }),
    ...(factors && { factors }),
  }));
}

/** Writes other weights of the same shapes over those in memory. */
export function writeWeights(arena: Arena, into: Tree<Resident>, weights: Tree): void {
  const leaves = leavesOf(weights);
  leavesOf(into).forEach(({ leaf: { buffer, shape } }, i) => {
    writeTensor(arena, buffer, shape, leaves[i]!.leaf.data);
  });
}

/** Rows to learn from, in memory. */
export interface PlacedData {
  readonly features: Resident;
  readonly target: Resident;
  readonly rowWeights: Resident | undefined;
}

export function placeData(arena: Arena, { features, target, rowWeights }: TrainingData): PlacedData {
  return {
    features: resident(arena, 'features', features),
    target: resident(arena, 'target', target),
    rowWeights: rowWeights && resident(arena, 'row weights', rowWeights),
  };
}
