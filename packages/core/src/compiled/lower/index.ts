import type { GraphNode, OpSource } from '../graph.ts';
import { inputsOf } from '../graph.ts';
import { windowsRead } from '../sliding.ts';
import { inputsUsed, isElementwise } from '../vector/elementwise-op.ts';
import { bordered, convolution } from './convolve.ts';
import { finishOf } from './finish.ts';
import { lowerGather, lowerOneHot, lowerScatterAdd } from './gather.ts';
import { type Lowering, type LowerOp, NotLowered, type Placed } from './lowering.ts';
import { lowerConcat, lowerPad, lowerReshape, lowerSlice } from './move.ts';
import { lowerPower } from './power.ts';
import { lowerProduct, product } from './product.ts';
import { lowerDropout, lowerDropoutAt } from './random.ts';
import { lowerReduction } from './reduce.ts';
import { lowerSoftmax } from './softmax.ts';
import { lowerTranspose } from './transpose.ts';
import { lowerMaxPool, lowerMaxPoolGradient, lowerPatches, lowerUnpatches } from './windows.ts';

/** The ops that are no expression on vectors. */
const LOWERINGS: ReadonlyMap<string, LowerOp> = new Map([
  ['matmul', lowerProduct],
  ['batchedMatmul', lowerProduct],
  ['sum', lowerReduction('sum')],
  ['max', lowerReduction('max')],
  ['softmax', lowerSoftmax(false)],
  ['logSoftmax', lowerSoftmax(true)],
  ['reshape', lowerReshape],
  ['transpose', lowerTranspose],
  ['slice', lowerSlice],
  ['pad', lowerPad],
  ['concat', lowerConcat],
  ['gather', lowerGather],
  ['scatterAdd', lowerScatterAdd],
  ['oneHot', lowerOneHot],
  ['dropout', lowerDropout],
  ['dropoutAt', lowerDropoutAt],
  ['patches', lowerPatches],
  ['unpatches', lowerUnpatches],
  ['maxPool2d', lowerMaxPool],
  ['maxPool2dGradient', lowerMaxPoolGradient],
  ['power', lowerPower],
]);

/** @throws NotLowered for an op that is not known. */
function lowerer({ lowering, name }: OpSource['op']): LowerOp {
  const lower = lowering === undefined ? undefined : LOWERINGS.get(lowering);
  if (lower === undefined) throw new NotLowered(name);
  return lower;
}

/** The inputs that the instructions of a node read. */
export function readsOf(node: GraphNode): readonly GraphNode[] {
  return isElementwise(node) ? inputsUsed(node) : inputsOf(node);
}

/**
 * Emits the instructions that compute a node into `out`; `uses` says how many nodes read another.
 *
 * @throws NotLowered where its op has no kernel.
 */
export function lowerNode(
  lowering: Lowering,
  node: GraphNode,
  out: Placed,
  uses: (node: GraphNode) => number,
): void {
  const { source } = node;
  if (source.kind !== 'op') return;
  const own = lowering.sliding(node);
  if (own !== undefined) {
    bordered(lowering, out, own);
    return;
  }
  const finished = finishOf(node, uses);
  if (finished === undefined) {
    lowerer(source.op)(lowering, out, source);
    return;
  }
  const { matmul, factors, params, finish } = finished;
  const matrix = { buffer: out.buffer, shape: matmul.shape };
  const windows = windowsRead(matmul);
  const sliding = windows && lowering.sliding(windows);
  if (sliding === undefined) product(lowering, matrix, factors, params, finish);
  else convolution(lowering, matrix, sliding, factors, params, finish);
}
