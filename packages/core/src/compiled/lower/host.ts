import type { Placed } from '../../autodiff/lowering/lowering.ts';
import type { GraphNode } from '../graph.ts';
import type { GraphLowering } from './graph-lowering.ts';

/** Emits a call of the forward rule of a node's op. */
export function lowerToHost(lowering: GraphLowering, { source, shape }: GraphNode, out: Placed): void {
  if (source.kind !== 'op') return;
  const { op, params, inputs } = source;
  lowering.add({
    kernel: 'Kernel.host',
    words: [],
    reads: inputs.map((input) => lowering.place(input).buffer),
    writes: [out.buffer],
    call: { op, params, inputs: inputs.map((input) => input.shape), shape },
  });
}
