import type { Primitive, Traced, Tracer, Value } from '../../autodiff/primitive.ts';
import { didYouMean, FoldwiseError } from '../../errors.ts';
import { evaluation } from '../../nn/evaluation.ts';
import type { Context, Layer } from '../../nn/layer.ts';
import { located } from '../../nn/located.ts';
import { shapeError } from '../../nn/shape-error.ts';
import type { Spec } from '../../spec.ts';
import type { Shape, Tree } from '../../tensor/tensor.ts';
import { leavesOf } from '../../tensor/tree.ts';
import { arrangement } from './arrangement.ts';
import { Call, type ModelNode, type Operators } from './call.ts';
import { elementwise } from './elementwise.ts';
import { norms } from './norms.ts';
import { products } from './products.ts';
import type { Model } from './read-model.ts';
import { recurrences } from './recurrent.ts';
import { reductions } from './reductions.ts';
import { resizing } from './resize.ts';
import { windowed } from './windows.ts';

const operators: Operators = {
  ...arrangement,
  ...elementwise,
  ...norms,
  ...products,
  ...recurrences,
  ...reductions,
  ...resizing,
  ...windowed,
};

/**
 * Refuses operators that are not known.
 *
 * @throws FoldwiseError `file` that names the operator.
 */
export function checkOperators(nodes: readonly ModelNode[], where: string): void {
  const unknown = nodes.find(({ opType }) => !Object.hasOwn(operators, opType));
  if (unknown === undefined) return;
  throw new FoldwiseError(
    `expected operators that foldwise has, got ${unknown.opType} in node "${unknown.name}"`,
    { code: 'file', where, hint: didYouMean(unknown.opType, Object.keys(operators)) },
  );
}

/** Follows shapes alone. */
const shapesOnly: Tracer = {
  level: 0,
  apply<P>(op: Primitive<P>, params: P, inputs: readonly Value[]): Traced {
    return {
      shape: op.shape(
        inputs.map(({ shape }) => shape),
        params,
      ),
      tracer: shapesOnly,
    };
  },
};

/**
 * A layer that computes what a graph says, node by node, in ops of foldwise: it can be trained on, and runs on either executor.
 *
 * @param weights The weights of the file, which `init` gives.
 * @param nameOf The name in the graph of the weight under a path.
 */
export function graphLayer(
  model: Model,
  weights: Tree,
  nameOf: (path: string) => string,
  spec: Spec,
): Layer<Tree> {
  const apply = (tree: Tree<Value>, x: Value, context: Context): Value => {
    checkRow(model.inputShape, x.shape.slice(1));
    const values = new Map<string, Value>(model.constants);
    values.set(model.input, x);
    for (const { path, leaf } of leavesOf<Value>(tree)) values.set(nameOf(path), leaf);
    located('onnx', () => {
      for (const node of model.nodes) compute(node, values, model.opset, context);
    });
    return values.get(model.output)!;
  };
  return Object.freeze({
    spec,
    outputShape(input: Shape): Shape {
      const x = { shape: [1, ...input], tracer: shapesOnly };
      return apply(weights, x, evaluation).shape.slice(1);
    },
    init(input: Shape): Tree {
      checkRow(model.inputShape, input);
      return weights;
    },
    apply,
  });
}

function compute(node: ModelNode, values: Map<string, Value>, opset: number, context: Context): void {
  const inputs = node.inputs.map((name) => (name === '' ? undefined : values.get(name)));
  const made = located(`${node.opType} "${node.name}"`, () =>
    operators[node.opType]!(new Call(node, inputs, opset, context)),
  );
  // A value is no list.
  const results: readonly Value[] = Array.isArray(made) ? made : [made as Value];
  results.forEach((result, i) => {
    const name = node.outputs[i];
    if (name !== undefined && name !== '') values.set(name, result);
  });
}

function checkRow(wanted: Shape, got: Shape): void {
  if (wanted.length === got.length && wanted.every((length, axis) => length === -1 || length === got[axis]))
    return;
  throw shapeError(
    'onnx',
    `rows [${wanted.map((length) => (length === -1 ? 'any' : length)).join(', ')}]`,
    got,
  );
}
