import type { Primitive, Traced, Tracer, Value } from '../../autodiff/primitive.ts';
import { isTraced } from '../../autodiff/primitive.ts';
import type { NamedValues } from '../../autodiff/primitive.ts';
import type { Spec } from '../../spec.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';

/** Where a value of a recorded network comes from. */
export type Origin =
  | { readonly kind: 'input' }
  | { readonly kind: 'weight'; readonly path: string }
  | { readonly kind: 'constant'; readonly tensor: Tensor }
  | {
      readonly kind: 'op';
      readonly op: Primitive<unknown>;
      readonly params: unknown;
      readonly inputs: readonly Recorded[];
    }
  | {
      readonly kind: 'whole';
      readonly spec: Spec;
      readonly inputs: { readonly [name: string]: Recorded };
      /** The result of the ops that it is made of. */
      readonly output: Recorded;
    };

/** A value of a network that was recorded for one number of rows. */
export interface Recorded extends Traced {
  /** Its place in the list of the recorder. */
  readonly index: number;
  readonly origin: Origin;
}

/** Writes down every op of an application, in order. */
export class Recorder implements Tracer {
  readonly level = 0;
  readonly recorded: Recorded[] = [];
  readonly #constants = new Map<Tensor, Recorded>();
  readonly #check: (op: Primitive<unknown>) => void;

  /** @param check Called with every op before it is written down: throws where it cannot be used. */
  constructor(check: (op: Primitive<unknown>) => void) {
    this.#check = check;
  }

  apply<P>(op: Primitive<P>, params: P, inputs: readonly Value[]): Value {
    // Params are handed back to their own op alone.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const any = op as unknown as Primitive<unknown>;
    this.#check(any);
    const nodes = inputs.map((input) => this.nodeOf(input));
    const shape = op.shape(
      nodes.map((node) => node.shape),
      params,
    );
    return this.made(shape, { kind: 'op', op: any, params, inputs: nodes });
  }

  composed(spec: Spec, inputs: NamedValues, output: Value): Value {
    const named = Object.entries(inputs).map(([name, value]) => [name, this.nodeOf(value)] as const);
    return this.made(output.shape, {
      kind: 'whole',
      spec,
      inputs: Object.fromEntries(named),
      output: this.nodeOf(output),
    });
  }

  /** The recorded value that a value is, or the constant it becomes. */
  nodeOf(value: Value): Recorded {
    // The values of a recorder are its own.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    if (isTraced(value)) return value as Recorded;
    const known = this.#constants.get(value) ?? this.made(value.shape, { kind: 'constant', tensor: value });
    this.#constants.set(value, known);
    return known;
  }

  made(shape: Shape, origin: Origin, role?: 'statistic'): Recorded {
    const node = { index: this.recorded.length, shape, tracer: this, origin, ...(role && { role }) };
    this.recorded.push(node);
    return node;
  }
}
