import { add } from '../autodiff/ops/index.ts';
import { atPlace } from '../autodiff/place.ts';
import type { Value } from '../autodiff/primitive.ts';
import { differentiate } from '../executor/differentiate.ts';
import type { Program } from '../executor/executor.ts';
import type { Schedule, StepContext } from '../optim/rule.ts';
import { unknownSeed } from '../random/random-key.ts';
import { scalar } from '../tensor/make.ts';
import { leavesOf } from '../tensor/tree.ts';
import type { Arena } from './arena.ts';
import type { Assignment } from './assign.ts';
import type { Step } from './compile.ts';
import type { Buffer } from './instruction.ts';
import { type Scheduled, StepTracer } from './step-tracer.ts';
import type { PlacedData, TrainingState } from './training-state.ts';

/** Where everything lies that a training step reads and writes. */
export interface Placement {
  readonly state: TrainingState;
  readonly data: PlacedData;
  /** The table of the losses of a call. */
  readonly losses: Buffer;
}

/** A training step that can be compiled. */
export interface TracedStep {
  readonly step: Step;
  readonly scheduled: readonly Scheduled[];
}

/** Where the ops of rules are. */
const OPTIMIZER = { inside: [], kind: 'optimizer', isGradient: false };

/** Numbers that are looked up at every step. */
function clockOf(tracer: StepTracer, totalSteps: number): StepContext {
  let step: Value | undefined;
  const known = new Map<Schedule, Value>();
  return {
    get step(): Value {
      return (step ??= tracer.schedule('step', (index) => index + 1));
    },
    at(schedule) {
      if (typeof schedule === 'number') return scalar(schedule);
      const value =
        known.get(schedule) ?? tracer.schedule('schedule', (index) => schedule.at(index, totalSteps));
      known.set(schedule, value);
      return value;
    },
  };
}

/** Traces one training step on a batch of so many rows. */
export function traceStep(program: Program, placement: Placement, rows: number, arena: Arena): TracedStep {
  const { state, data, losses } = placement;
  const tracer = new StepTracer(arena);
  const { graph, inputs } = tracer;
  const batch = {
    features: tracer.batch('features', data.features, rows),
    target: tracer.batch('target', data.target, rows),
    rowWeights: data.rowWeights && tracer.batch('row weights', data.rowWeights, rows),
  };
  const clock = clockOf(tracer, program.totalSteps);
  const weights = tracer.tree(state.weights);
  const moment = { clock, random: unknownSeed };
  const { loss, gradient, statistics: observed } = differentiate(program, weights, batch, moment);
  const statistics = [...observed].map(([leaf, next]): Assignment => {
    return { node: graph.nodeOf(next), to: inputs.get(graph.nodeOf(leaf))! };
  });

  const leaves = leavesOf<Value>(weights).map(({ leaf }) => leaf);
  const isTrained = (_: unknown, i: number): boolean => leaves[i]!.role !== 'statistic';
  const trained = leaves.filter(isTrained);
  const gradients = leavesOf<Value>(gradient).map(({ leaf }) => leaf);
  const slots = state.slots.map((own) =>
    Object.fromEntries(Object.entries(own).map(([name, slot]) => [name, tracer.resident(name, slot)])),
  );
  const updated = atPlace(OPTIMIZER, () =>
    program.optimizer.update(gradients.filter(isTrained), slots, trained, clock),
  );
  const remembered = updated.slots.flatMap((own, i) =>
    Object.entries(own).map(([name, slot]): Assignment => {
      return { node: graph.nodeOf(slot), to: state.slots[i]![name]!.buffer };
    }),
  );
  const moved = trained.map((leaf, i): Assignment => {
    const next = atPlace(OPTIMIZER, () => add(leaf, updated.updates[i]!));
    return { node: graph.nodeOf(next), to: inputs.get(graph.nodeOf(leaf))! };
  });
  const assignments = [...statistics, ...remembered, ...moved];
  return {
    step: {
      inputs,
      prologue: tracer.prologue,
      loss: { node: graph.nodeOf(loss), table: losses },
      assignments,
    },
    scheduled: tracer.scheduled,
  };
}
