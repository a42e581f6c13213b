import {
  adam,
  dense,
  type Pass,
  type Program,
  relu,
  rng,
  sequential,
  squaredError,
  tensor,
  type Tree,
} from '@foldwise/core';

/** What a step is measured on: an MLP with ReLUs and Adam. */
export interface Workload {
  readonly sizes: readonly number[];
  readonly batch: number;
  /** Steps of a call. */
  readonly steps: number;
}

/** The workload of a script: its only argument. */
export function workloadOf(json: string | undefined): Workload {
  return JSON.parse(json!) as Workload;
}

export function programOf({ sizes }: Workload): Program {
  const hidden = sizes.slice(1, -1).flatMap((units) => [dense({ units }), relu()]);
  return {
    network: sequential(...hidden, dense({ units: sizes.at(-1)! })),
    loss: squaredError(),
    optimizer: adam(),
    totalSteps: 1e7,
  };
}

export function weightsOf({ network }: Program, { sizes }: Workload): Tree {
  return network.init([sizes[0]!], rng('weights')) as Tree;
}

/** One pass; every batch takes the same rows, since which ones they are costs nothing. */
export function passOf({ sizes, batch, steps }: Workload): Pass {
  const random = rng('rows');
  const numbers = (columns: number) =>
    tensor(
      Float64Array.from({ length: batch * columns }, () => random.normal()),
      [batch, columns],
    );
  return {
    data: { features: numbers(sizes[0]!), target: numbers(sizes.at(-1)!) },
    order: Uint32Array.from({ length: batch * steps }, (_, i) => i % batch),
    batchSize: batch,
    seeds: Uint32Array.from({ length: steps }, (_, i) => i),
    firstStep: 0,
  };
}

/** Weights and biases. */
export function parametersOf({ sizes }: Workload): number {
  return sizes.slice(1).reduce((sum, units, i) => sum + (sizes[i]! + 1) * units, 0);
}
