import { profileStep } from '@foldwise/core';
import type {
  CompiledExecutor,
  Executor,
  KernelTime,
  Pass,
  Program,
  Tier,
  TrainingData,
  Tree,
} from '@foldwise/core';

/** Steps that are measured, at least. */
const STEPS = 100;

/** What a network was trained with. */
export interface Trained {
  readonly weights: Tree;
  readonly data: TrainingData;
  readonly batchSize: number | undefined;
  readonly executor: Executor;
}

function tierOf(executor: Executor | CompiledExecutor): Tier {
  return 'tier' in executor ? executor.tier : 'reference';
}

/** The first full batches of the rows in their order, a hundred of them at most. */
function firstBatches(data: TrainingData, size: number): Pass {
  const rows = data.features.shape[0]!;
  const batchSize = Math.min(size, rows);
  const count = Math.min(STEPS, Math.floor(rows / batchSize));
  return {
    data,
    batchSize,
    order: Uint32Array.from({ length: count * batchSize }, (_, row) => row),
    seeds: Uint32Array.from({ length: count }, (_, batch) => batch),
    firstStep: 0,
  };
}

/** How long each kernel of a training step takes on the rows that a network was trained on: medians of a hundred steps or more. */
export function profileTraining(
  program: Omit<Program, 'totalSteps'>,
  { weights, data, batchSize = 256, executor }: Trained,
): readonly KernelTime[] {
  const pass = firstBatches(data, batchSize);
  const count = pass.seeds.length;
  const times = Math.ceil(STEPS / count);
  return profileStep({ ...program, totalSteps: count * times }, weights, pass, {
    times,
    tier: tierOf(executor),
  });
}
