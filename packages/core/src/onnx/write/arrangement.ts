import { dataType } from '../messages.ts';
import { type Lengths, sameLength } from '../trace/length.ts';
import type { Translations } from './translation.ts';
import { paramsOf } from './translation.ts';

interface Reduction {
  readonly axes: readonly number[];
  readonly keepDims: boolean;
}

/** The lengths to expand to: 1 wherever the value has that length already, which keeps it. */
function missing(from: Lengths, to: Lengths): Lengths {
  const ahead = to.length - from.length;
  return to.map((length, axis) => (axis >= ahead && sameLength(from[axis - ahead]!, length) ? 1 : length));
}

/** Ops that move numbers, or add up or look over several. */
export const arrangement: Translations = {
  reshape: (to, [x], { inputs, lengths }) => to.reshaped(x!, inputs[0]!.lengths, lengths),
  transpose: (to, [x], node) =>
    to.transposed(x!, paramsOf<{ readonly order: readonly number[] }>(node).order),
  broadcastTo: (to, [x], { inputs, lengths }) =>
    to.node('Expand', [x!, to.shape(missing(inputs[0]!.lengths, lengths))]),
  slice: (to, [x], node) => {
    const { axis, start, end } = paramsOf<{ axis: number; start: number; end: number }>(node);
    return to.node('Slice', [x!, to.whole([start]), to.whole([end]), to.whole([axis])]);
  },
  pad: (to, [x], node) => {
    const { axis, before, after } = paramsOf<{ axis: number; before: number; after: number }>(node);
    const zeros = node.lengths.map(() => 0);
    return to.node('Pad', [x!, to.whole([...zeros.with(axis, before), ...zeros.with(axis, after)])]);
  },
  concat: (to, inputs, node) => to.node('Concat', inputs, { axis: paramsOf<{ axis: number }>(node).axis }),
  gather: (to, [table, codes]) =>
    to.node('Gather', [table!, to.node('Cast', [codes!], { to: dataType.int64 })], { axis: 0 }),
  oneHot: (to, [codes], node) => {
    const { classes } = paramsOf<{ readonly classes: number }>(node);
    const whole = to.node('Cast', [codes!], { to: dataType.int64 });
    const values = to.real({ shape: [2], data: Float64Array.of(0, 1) });
    return to.node('OneHot', [whole, to.whole(classes), values], { axis: -1 });
  },
  sum: (to, [x], node) => reduced('ReduceSum', to, x!, paramsOf<Reduction>(node)),
  max: (to, [x], node) => reduced('ReduceMax', to, x!, paramsOf<Reduction>(node)),
  softmax: (to, [x]) => to.node('Softmax', [x!], { axis: -1 }),
  logSoftmax: (to, [x]) => to.node('LogSoftmax', [x!], { axis: -1 }),
};

function reduced(
  opType: string,
  to: Parameters<Translations[string]>[0],
  x: string,
  { axes, keepDims }: Reduction,
): string {
  // No axes at all would mean all of them.
  if (axes.length === 0) return x;
  return to.node(opType, [x, to.whole(axes)], { keepdims: Number(keepDims) });
}
