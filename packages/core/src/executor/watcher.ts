import { pathOf, placeNow } from '../autodiff/place.ts';
import { isTraced } from '../autodiff/primitive.ts';
import type { Primitive, Traced, Tracer, Value } from '../autodiff/primitive.ts';
import { allFinite } from '../tensor/all-finite.ts';
import type { Tensor, Tree } from '../tensor/tensor.ts';
import { mapLeaves } from '../tensor/tree.ts';

/** A value that is computed at once. */
interface Watched extends Traced {
  readonly tensor: Tensor;
}

/** Computes op by op, rounds what each gives, and remembers who used a weight and where derivatives left all bounds. */
export class Watcher implements Tracer {
  readonly level = 0;
  readonly #round: (number: number) => number;
  readonly #users = new Map<Value, string>();
  /** Where the first derivative was made that is not finite. */
  brokenGradient: string | undefined;

  constructor(round: (number: number) => number) {
    this.#round = round;
  }

  apply<P>(op: Primitive<P>, params: P, inputs: readonly Value[]): Value {
    const place = placeNow();
    const result = op.forward(
      inputs.map((input) => this.tensorOf(input)),
      params,
    );
    if (place !== undefined) {
      for (const input of inputs) if (!this.#users.has(input)) this.#users.set(input, pathOf(place));
    }
    const value = this.value(result);
    if (place?.isGradient === true && this.brokenGradient === undefined && !allFinite(value.tensor))
      this.brokenGradient = pathOf(place);
    return value;
  }

  /** A tensor, rounded, as a value that it watches. */
  value({ shape, data, role }: Tensor): Watched {
    return {
      shape,
      tracer: this,
      tensor: { shape, data: data.map(this.#round) },
      ...(role && { role }),
    };
  }

  tree(weights: Tree): Tree<Watched> {
    return mapLeaves<Tensor, Watched>(weights, (leaf) => this.value(leaf));
  }

  /** The path to the part that used a value first. */
  userOf(value: Value): string | undefined {
    return this.#users.get(value);
  }

  tensorOf(value: Value): Tensor {
    if (!isTraced(value)) return value;
    if (value.tracer !== this) throw new TypeError('a value of another tracer reached the watcher');
    // All values of this tracer are made by it.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return (value as Watched).tensor;
  }
}
