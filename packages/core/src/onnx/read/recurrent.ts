import * as ops from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { sequencesOf, stepsFirst, stepsOf } from '../../nn/layers/steps.ts';
import { zeros } from '../../tensor/make.ts';
import type { Call, Operators } from './call.ts';
import { hardSigmoid, softsign } from './elementwise.ts';

type Function = (x: Value) => Value;

/** The functions that a recurrent operator can be told by name, with the constants they have unless told. */
const functions: { readonly [name: string]: Function | undefined } = {
  Elu: (x) => ops.elu(x, 1),
  HardSigmoid: (x) => hardSigmoid(x, 0.2, 0.5),
  LeakyRelu: (x) => ops.leakyRelu(x, 0.01),
  Relu: ops.relu,
  Sigmoid: ops.sigmoid,
  Softplus: ops.softplus,
  Softsign: softsign,
  Tanh: ops.tanh,
};

/** What a step is handed. */
interface Step {
  /** The input's weighted sums of a gate, bias included. */
  readonly input: (gate: number) => Value;
  /** The same of a state; of the one before unless given. */
  readonly state: (gate: number, of?: Value) => Value;
  /** The state, and the cell of an LSTM. */
  readonly memories: readonly Value[];
  readonly f: readonly Function[];
  /** What a gate sees of a cell, through its peephole; nothing where there is none. */
  readonly seen: (sum: Value, hole: number, cell: Value) => Value;
}

/** What one recurrent operator does. */
interface Kind {
  readonly gates: number;
  readonly memories: number;
  readonly functions: readonly string[];
  readonly step: (call: Call, step: Step) => readonly Value[];
}

/** A part of a value that has an axis of directions in front, without it. */
function ofDirection(value: Value, direction: number): Value {
  return ops.reshape(ops.slice(value, 0, direction, direction + 1), value.shape.slice(1));
}

function functionsOf(call: Call, { functions: usual }: Kind, direction: number): readonly Function[] {
  for (const name of ['activation_alpha', 'activation_beta', 'clip']) {
    if (call.has(name)) throw call.error(`expected activations without constants, got ${name}`);
  }
  const names = call.texts('activations') ?? [...usual, ...usual];
  return names.slice(direction * usual.length, (direction + 1) * usual.length).map((name) => {
    const f = functions[name];
    if (f !== undefined) return f;
    throw call.error(`expected ${Object.keys(functions).join(', ')} as activations, got ${name}`);
  });
}

/** Refuses sequences of several lengths. */
function checkLengths(call: Call, steps: number): void {
  const lengths = call.numbers(4) ?? [];
  if (lengths.every((length) => length === steps)) return;
  throw call.error(
    `expected sequences of ${steps} steps each, got others`,
    'export it without sequence_lens',
  );
}

/** The states after each step, `[steps, batch, units]` one by one, and the memories at the end. */
function walk(call: Call, kind: Kind, x: Value, direction: number, backwards: boolean) {
  const [steps, batch, features] = x.shape;
  const units = call.int('hidden_size', call.value(2).shape.at(-1)!);
  const [kernel, recurrent] = [call.value(1), call.value(2)].map((w) => ofDirection(w, direction));
  const width = kind.gates * units;
  const biases = call.inputs[3] && ofDirection(call.inputs[3], direction);
  const withBias = (sums: Value, from: number): Value =>
    biases === undefined ? sums : ops.add(sums, ops.slice(biases, 0, from, from + width));
  const lines = ops.reshape(x, [steps! * batch!, features!]);
  const sums = withBias(ops.matmul(lines, kernel!, { transposeB: true }), 0);
  const each = stepsOf(ops.reshape(sums, [steps!, batch!, width]));
  const f = functionsOf(call, kind, direction);
  const holes = call.inputs[7] && ofDirection(call.inputs[7], direction);
  const part = (value: Value, gate: number): Value => ops.slice(value, -1, gate * units, (gate + 1) * units);

  let memories: readonly Value[] = Array.from({ length: kind.memories }, (_, i) => {
    const start = call.inputs[5 + i];
    return start === undefined ? zeros([batch!, units]) : ofDirection(start, direction);
  });
  const states: Value[] = [];
  for (let i = 0; i < steps!; i++) {
    const at = backwards ? steps! - 1 - i : i;
    const sumsOf = (state: Value): Value =>
      withBias(ops.matmul(state, recurrent!, { transposeB: true }), width);
    const own = sumsOf(memories[0]!);
    memories = kind.step(call, {
      input: (gate) => part(each[at]!, gate),
      state: (gate, of) => part(of === undefined ? own : sumsOf(of), gate),
      memories,
      f,
      seen: (sum, hole, cell) =>
        holes === undefined ? sum : ops.add(sum, ops.multiply(cell, part(holes, hole))),
    });
    states[at] = memories[0]!;
  }
  return { states, memories };
}

/** An operator that goes through sequences: Y, the states of all steps, Y_h, the last, and Y_c, the last cell. */
function through(kind: Kind): (call: Call) => readonly Value[] {
  return (call) => {
    const batchFirst = call.int('layout', 0) === 1;
    if (batchFirst)
      throw call.error('expected layout 0, steps before rows, got 1', 'export it with layout 0');
    const x = call.value();
    checkLengths(call, x.shape[0]!);
    const direction = call.text('direction', 'forward');
    const ways = direction === 'bidirectional' ? [false, true] : [direction === 'reverse'];
    const walked = ways.map((backwards, i) => walk(call, kind, x, i, backwards));
    const withAxis = (value: Value, axis: number): Value =>
      ops.reshape(value, [...value.shape.slice(0, axis), 1, ...value.shape.slice(axis)]);
    const states = walked.map((way) => withAxis(stepsFirst(sequencesOf(way.states)), 1));
    const last = Array.from({ length: kind.memories }, (_, i) =>
      ops.concat(
        walked.map((way) => withAxis(way.memories[i]!, 0)),
        0,
      ),
    );
    return [ops.concat(states, 1), ...last];
  };
}

const rnn = through({
  gates: 1,
  memories: 1,
  functions: ['Tanh'],
  step: (_, { input, state, f: [f] }) => [f!(ops.add(input(0), state(0)))],
});

// Gates in the order i, o, f, c, peepholes i, o, f.
const lstm = through({
  gates: 4,
  memories: 2,
  functions: ['Sigmoid', 'Tanh', 'Tanh'],
  step(call, { input, state, memories: [, cell], f: [gate, entering, leaving], seen }) {
    const sum = (i: number): Value => ops.add(input(i), state(i));
    if (call.int('input_forget', 0) === 1) throw call.error('expected input_forget 0, got 1');
    const kept = ops.multiply(gate!(seen(sum(2), 2, cell!)), cell!);
    const next = ops.add(kept, ops.multiply(gate!(seen(sum(0), 0, cell!)), entering!(sum(3))));
    return [ops.multiply(gate!(seen(sum(1), 1, next)), leaving!(next)), next];
  },
});

// Gates in the order z, what stays, r, the reset, and h.
const gru = through({
  gates: 3,
  memories: 1,
  functions: ['Sigmoid', 'Tanh'],
  step(call, { input, state, memories: [before], f: [gate, renewing] }) {
    const [stays, reset] = [0, 1].map((i) => gate!(ops.add(input(i), state(i))));
    // The reset behind the product, as in PyTorch and here, or before it, as in the paper.
    const isBehind = call.int('linear_before_reset', 0) === 1;
    const own = isBehind ? ops.multiply(reset!, state(2)) : state(2, ops.multiply(reset!, before!));
    const renewed = renewing!(ops.add(input(2), own));
    return [ops.add(renewed, ops.multiply(stays!, ops.subtract(before!, renewed)))];
  },
});

/** Operators that carry a state along sequences. */
export const recurrences: Operators = { GRU: gru, LSTM: lstm, RNN: rnn };
