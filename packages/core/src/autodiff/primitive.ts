import type { Shape, Tensor } from '../tensor/tensor.ts';

/**
 * What an op takes and gives: a tensor, or the stand-in for one while an executor is tracing.
 *
 * Layers, losses and optimiser rules are written on values, so they do not care who runs them: the reference executor hands in
 * tensors and each op computes at once; a tape hands in nodes that remember how to differentiate; a compiler hands in nodes of a
 * graph and nothing is computed until the graph is.
 */
export type Value = Tensor | Traced;

/** A value that belongs to a tracer. */
export interface Traced {
  readonly shape: Shape;
  readonly tracer: Tracer;
}

/** Who is told of every op on its values: a gradient tape, a graph builder. */
export interface Tracer {
  apply<P>(op: Primitive<P>, params: P, inputs: readonly Value[]): Value;
}

/** An op, whole: its shape rule, its forward rule and, beside it, its derivative. */
export interface Primitive<P> {
  readonly name: string;
  /** The shape of the result; throws a shape error that names the op where the inputs do not fit. */
  shape(inputs: readonly Shape[], params: P): Shape;
  /** The result as plain loops in float64: what a learner reads and what every other executor is checked against. */
  forward(inputs: readonly Tensor[], params: P): Tensor;
  /**
   * What each input contributes to the loss, given what the output contributes: for input i, the vector-Jacobian product
   * gradient·∂output/∂inputᵢ, in the shape of input i, itself written in ops. `undefined`: this input has no derivative
   * (indices, random keys).
   */
  backward(
    gradient: Value,
    inputs: readonly Value[],
    output: Value,
    params: P,
  ): readonly (Value | undefined)[];
}

export function isTraced(value: Value): value is Traced {
  return 'tracer' in value;
}

/** Makes an op a function: on tensors it computes, on traced values it tells their tracer. */
export function primitive<P>(op: Primitive<P>): (params: P, ...inputs: readonly Value[]) => Value {
  return (params, ...inputs) => {
    for (const input of inputs) if (isTraced(input)) return input.tracer.apply(op, params, inputs);
    return op.forward(inputs as readonly Tensor[], params);
  };
}
