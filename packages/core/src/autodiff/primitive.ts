import type { Spec } from '../spec.ts';
import type { Shape, Tensor } from '../tensor/tensor.ts';
import type { Lowering, Placed } from './lowering/lowering.ts';
import type { Vector, Vectors } from './lowering/vectors.ts';

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
  /** What the tensor it stands for is marked as. */
  readonly role?: 'statistic';
}

/** Who is told of every op on its values: a gradient tape, a graph builder. */
export interface Tracer {
  /**
   * How deep the tracer is nested: where the values of several meet in one op, the deepest is told, and works in terms of the ones
   * above it. A graph builder has level 0; a tape has one more than what it was started in.
   */
  readonly level: number;
  apply<P>(op: Primitive<P>, params: P, inputs: readonly Value[]): Value;
  /** Hears what the ops up to `output` make of some inputs, all together, and may give another value for it. See `asOne`. */
  composed?(spec: Spec, inputs: NamedValues, output: Value): Value;
}

/** Values by what they are to who takes them: `kernel`. */
export interface NamedValues {
  readonly [name: string]: Value;
}

/** What one input contributes to the loss; called only where somebody asks for it. */
export type Pullback = () => Value;

/**
 * An op, whole: its shape rule, its forward rule and, beside them, its derivative and its lowering. Params are plain data.
 *
 * The lowering, `vector` or `lower`, is what the compiled executor runs. Where there is neither, its programs call `forward` back for
 * this op: what it computes is the same, within rounding, but slower.
 */
export interface Primitive<P> {
  readonly name: string;
  /** The shape of the result; throws a shape error that names the op where the inputs do not fit. */
  shape(inputs: readonly Shape[], params: P): Shape;
  /** Multiplications and additions that the result takes; absent where they are about one a number, as in elementwise ops. */
  flops?(inputs: readonly Shape[], params: P): number;
  /** The result as plain loops in float64: what a learner reads and what every other executor is checked against. */
  forward(inputs: readonly Tensor[], params: P): Tensor;
  /**
   * What each input contributes to the loss, given what the output contributes: for input i, the vector-Jacobian product
   * gradient·∂output/∂inputᵢ, in the shape of input i, itself written in ops and put off until it is asked for, so that nothing is
   * spent on inputs that do not depend on a weight. `undefined`: this input has no derivative (indices, masks).
   */
  backward(
    gradient: Value,
    inputs: readonly Value[],
    output: Value,
    params: P,
  ): readonly (Pullback | undefined)[];
  /**
   * An elementwise op, one whose inputs are repeated to the shape of the result: what it makes of a number of each of them, as an
   * expression on vectors of float32.
   */
  vector?(e: Vectors, inputs: readonly Vector[], params: P): Vector;
  /**
   * Any other op: adds the calls of kernels that compute it from where the inputs lie to where the result does.
   *
   * @throws NotLowered where there is no kernel for such shapes or params.
   */
  lower?(k: Lowering, out: Placed, inputs: readonly Placed[], params: P): void;
}

export function isTraced(value: Value): value is Traced {
  return 'tracer' in value;
}

/** Runs an op on values: on tensors it computes, on traced values it tells the deepest of their tracers. */
export function applyPrimitive<P>(op: Primitive<P>, params: P, inputs: readonly Value[]): Value {
  let tracer: Tracer | undefined;
  for (const input of inputs) {
    if (isTraced(input) && (tracer === undefined || input.tracer.level > tracer.level)) tracer = input.tracer;
  }
  if (tracer !== undefined) return tracer.apply(op, params, inputs);
  // None of them is traced.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return op.forward(inputs as readonly Tensor[], params);
}

/**
 * What several ops compute, under the description of what that is: who translates a network has one thing to translate, if there is
 * an equivalent for it, and all others follow the ops.
 *
 * @example
 * asOne({ kind: 'twice' }, { x }, () => add(x, x));
 */
export function asOne(spec: Spec, inputs: NamedValues, compute: () => Value): Value {
  const output = compute();
  return isTraced(output) ? (output.tracer.composed?.(spec, inputs, output) ?? output) : output;
}

/** Makes an op a function: on tensors it computes, on traced values it tells their tracer. */
export function primitive<P>(op: Primitive<P>): (params: P, ...inputs: readonly Value[]) => Value {
  return (params, ...inputs) => applyPrimitive(op, params, inputs);
}
