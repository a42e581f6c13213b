import type { Attributes, ModelWriter } from './model-writer.ts';
import type { WholeTranslation, WholeTranslations } from './translation.ts';

/** How one kind of recurrent layer is said in ONNX. */
interface Operator {
  readonly opType: string;
  /** Where here the gates are that ONNX has, in its order: W of an LSTM is i, o, f, c there and i, f, g, o here. */
  readonly gates: readonly number[];
  /** The same of peepholes, i, o, f there and i, f, o here. */
  readonly peepholes?: readonly number[];
  /** Attributes from the options; nothing where ONNX has no such layer. */
  readonly attributes: (spec: { readonly [option: string]: unknown }) => Attributes | undefined;
}

/** Functions that an RNN of ONNX knows, by their names here. */
const functions: ReadonlyMap<string, string> = new Map(
  ['Tanh', 'Relu', 'Sigmoid', 'Softplus'].map((name) => [JSON.stringify({ kind: name.toLowerCase() }), name]),
);

/** Blocks of rows, one for each gate, in another order, under an axis of one direction: `[gates·units, …]` → `[1, gates·units, …]`. */
function inOrder(
  to: ModelWriter,
  value: string,
  order: readonly number[],
  units: number,
  columns: readonly number[],
): string {
  const rows = order.length * units;
  if (order.length === 1) return to.reshaped(value, [rows, ...columns], [1, rows, ...columns]);
  const byGate = [order.length, units, ...columns];
  const ordered = to.node('Gather', [to.reshaped(value, [rows, ...columns], byGate), to.whole(order)], {
    axis: 0,
  });
  return to.reshaped(ordered, byGate, [1, rows, ...columns]);
}

/** A recurrent layer as one node: X is `[steps, rows, features]`, the weights have an axis of directions, one, in front. */
function asNode({ opType, gates, peepholes, attributes }: Operator): WholeTranslation {
  return (to, inputs, { inputs: nodes, spec }) => {
    const chosen = attributes(spec);
    if (chosen === undefined) return undefined;
    const [rows, steps] = nodes['x']!.lengths;
    const [features, width] = nodes['kernel']!.lengths as readonly [number, number];
    const units = width / gates.length;
    const bias = inOrder(to, inputs['bias']!, gates, units, []);
    const ofState = to.real({ shape: [1, width], data: new Float64Array(width) });
    // What the state, and the cell of an LSTM, are before the first step.
    const startAt = (i: number): string => {
      if (inputs['start'] === undefined) return '';
      const one = to.node('Slice', [inputs['start'], to.whole([i]), to.whole([i + 1]), to.whole([0])]);
      return to.node('Expand', [one, to.shape([1, rows!, units])]);
    };
    const given = [
      to.transposed(inputs['x']!, [1, 0, 2]),
      inOrder(to, to.transposed(inputs['kernel']!, [1, 0]), gates, units, [features]),
      inOrder(to, to.transposed(inputs['recurrent']!, [1, 0]), gates, units, [units]),
      to.node('Concat', [bias, ofState], { axis: 1 }),
      '',
      startAt(0),
      ...(opType === 'LSTM' ? [startAt(1)] : []),
      ...(peepholes !== undefined && inputs['peepholes'] !== undefined
        ? [inOrder(to, to.reshaped(inputs['peepholes'], [3, units], [3 * units]), peepholes, units, [])]
        : []),
    ];
    const direction = spec['backwards'] === true ? 'reverse' : 'forward';
    const options = { hidden_size: units, direction, ...chosen };
    if (spec['sequences'] === true) {
      const states = to.node(opType, given, options);
      const byStep = to.reshaped(states, [steps!, 1, rows!, units], [steps!, rows!, units]);
      return to.transposed(byStep, [1, 0, 2]);
    }
    return to.reshaped(to.node(opType, given, options, 1), [1, rows!, units], [rows!, units]);
  };
}

/** Recurrent layers that ONNX has an operator for, masked ones aside. */
export const recurrent: WholeTranslations = {
  recurrent: asNode({
    opType: 'RNN',
    gates: [0],
    attributes({ f }) {
      const name = functions.get(JSON.stringify(f));
      return name === undefined ? undefined : { activations: { texts: [name] } };
    },
  }),
  lstm: asNode({ opType: 'LSTM', gates: [0, 3, 1, 2], peepholes: [0, 2, 1], attributes: () => ({}) }),
  // The reset gate after the product, as here.
  gru: asNode({ opType: 'GRU', gates: [1, 0, 2], attributes: () => ({ linear_before_reset: 1 }) }),
};
