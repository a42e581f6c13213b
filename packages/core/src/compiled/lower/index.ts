import type { Placed } from '../../autodiff/lowering/lowering.ts';
import { NotLowered } from '../../autodiff/lowering/not-lowered.ts';
import { placed } from '../../autodiff/lowering/placed.ts';
import { lowerProduct } from '../../autodiff/ops/matmul.ts';
import { type GraphNode, inputsOf } from '../graph.ts';
import { windowsRead } from '../sliding.ts';
import { bordered, convolution } from './convolve.ts';
import { type Finished, finishOf } from './finish.ts';
import type { GraphLowering } from './graph-lowering.ts';

/**
 * Emits the instructions that compute a node into `out`; `uses` says how many nodes read another.
 *
 * @throws NotLowered where its op has no kernel.
 */
export function lowerNode(
  lowering: GraphLowering,
  node: GraphNode,
  out: Placed,
  uses: (node: GraphNode) => number,
): void {
  const own = lowering.sliding(node);
  const finished = finishOf(node, uses);
  if (own !== undefined) bordered(lowering, out, own);
  else if (finished !== undefined) lowerFinished(lowering, finished, out);
  else lowerOp(lowering, node, out);
}

function lowerOp(lowering: GraphLowering, { source }: GraphNode, out: Placed): void {
  if (source.kind !== 'op') return;
  const { op, params, inputs } = source;
  if (op.lower === undefined) throw new NotLowered(op.name);
  op.lower(
    lowering,
    out,
    inputs.map((input) => lowering.place(input)),
    params,
  );
}

function lowerFinished(lowering: GraphLowering, { matmul, params, bias, low }: Finished, out: Placed): void {
  const matrix = placed(out.buffer, matmul.shape);
  const windows = windowsRead(matmul);
  const sliding = windows && lowering.sliding(windows);
  const [left, right] = inputsOf(matmul).map((factor) => lowering.place(factor));
  const finish = { bias: bias && lowering.place(bias), low };
  if (sliding === undefined) lowerProduct(lowering, matrix, [left!, right!], params, finish);
  else convolution(lowering, matrix, sliding, [left!, right!], params, finish);
}
