import type { Rule } from '../optim/rule.ts';
import type { Shape, Tensor, Tree } from '../tensor/tensor.ts';
import { leavesOf, mapLeaves } from '../tensor/tree.ts';
import type { TrainingData } from '../executor/executor.ts';
import type { Arena } from './arena.ts';
import { layoutOf } from '../autodiff/lowering/layout.ts';
import type { Machine } from './machine.ts';
import { readTensor, type Resident, resident, writeTensor } from './resident.ts';
import { memoryOf } from './shared-tensor.ts';

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

/** Rows in a memory that is not the machine's own, with the number of the function that takes a batch of them. */
export interface SharedRows {
  readonly shape: Shape;
  readonly taker: number;
}

/** Rows to learn from, wherever they lie. */
export interface PlacedData {
  readonly features: Resident | SharedRows;
  readonly target: Resident | SharedRows;
  readonly rowWeights: Resident | SharedRows | undefined;
}

/** Bytes of a row from which copying it by one operation is faster than vector by vector. */
const LONG_ROW = 512;

/** Rows of a shared tensor stay where they are, others are copied into the machine's memory. */
function placeRows(machine: Machine, name: string, tensor: Tensor): Resident | SharedRows {
  const memory = memoryOf(tensor);
  const takers = memory && machine.takersOf(memory);
  if (takers === undefined) return resident(machine.arena, name, tensor);
  const { shape } = tensor;
  const [, ...row] = shape;
  const rows = layoutOf(row).bytes > LONG_ROW ? takers.long : takers.short;
  return { shape, taker: row.length === 0 ? takers.numbers : rows };
}

export function placeData(machine: Machine, { features, target, rowWeights }: TrainingData): PlacedData {
  return {
    features: placeRows(machine, 'features', features),
    target: placeRows(machine, 'target', target),
    rowWeights: rowWeights && placeRows(machine, 'row weights', rowWeights),
  };
}

function rewriteRows(arena: Arena, placed: Resident | SharedRows, { data }: Tensor): void {
  if ('buffer' in placed) writeTensor(arena, placed.buffer, placed.shape, data);
}

/** Writes rows of the same shapes, the shared ones the same, over those in memory. */
export function rewriteData(
  { arena }: Machine,
  placed: PlacedData,
  { features, target, rowWeights }: TrainingData,
): void {
  rewriteRows(arena, placed.features, features);
  rewriteRows(arena, placed.target, target);
  if (placed.rowWeights && rowWeights) rewriteRows(arena, placed.rowWeights, rowWeights);
}
