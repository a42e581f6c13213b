import type { VectorOp } from './opcodes.ts';

/** A vector of four float32 in an expression. */
export interface Vector {
  readonly id: number;
}

/** How a vector comes about. */
export type Step =
  | { readonly kind: 'input'; readonly index: number }
  /** The same number four times, by its bits. */
  | { readonly kind: 'constant'; readonly bits: number }
  | {
      readonly kind: 'op';
      readonly op: VectorOp;
      readonly inputs: readonly Vector[];
      readonly shift?: number;
    };

const word = new DataView(new ArrayBuffer(4));

function bitsOf(value: number): number {
  word.setFloat32(0, value);
  return word.getUint32(0);
}

/** The bits of 1/x, where x is a power of two whose inverse is exact too. */
function inverseOf(bits: number): number | undefined {
  const exponent = (bits >>> 23) & 0xff;
  const isPower = (bits & 0x7fffff) === 0 && exponent > 0 && exponent < 254;
  return isPower ? ((bits & 0x80000000) | ((254 - exponent) << 23)) >>> 0 : undefined;
}

/**
 * An expression on vectors under construction: what an elementwise op is lowered to, and what several of them become when they are
 * fused. The same step twice is one step.
 *
 * `fused` says whether a·b + c may be rounded once, as machines with that instruction do.
 */
export class Expression {
  readonly fused: boolean;
  readonly steps: Step[] = [];
  readonly #known = new Map<string, Vector>();

  constructor(fused: boolean) {
    this.fused = fused;
  }

  /** The steps that some vectors are made of, in order. */
  stepsOf(vectors: readonly Vector[]): readonly number[] {
    const live = new Set<number>();
    const stack = vectors.map(({ id }) => id);
    for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
      if (live.has(id)) continue;
      live.add(id);
      const step = this.steps[id]!;
      if (step.kind === 'op') stack.push(...step.inputs.map((input) => input.id));
    }
    return [...live].toSorted((a, b) => a - b);
  }

  #push(key: string, step: Step): Vector {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const vector = { id: this.steps.length };
    this.steps.push(step);
    this.#known.set(key, vector);
    return vector;
  }

  #apply(op: VectorOp, ...inputs: readonly Vector[]): Vector {
    return this.#push(`${op} ${inputs.map(({ id }) => id).join(' ')}`, { kind: 'op', op, inputs });
  }

  /** What makes two expressions the same code. */
  get key(): string {
    return [...this.#known.keys()].join(';');
  }

  input(index: number): Vector {
    return this.#push(`input ${index}`, { kind: 'input', index });
  }
  constant(value: number): Vector {
    return this.whole(bitsOf(value));
  }
  /** A constant by its bits. */
  whole(bits: number): Vector {
    return this.#push(`constant ${bits >>> 0}`, { kind: 'constant', bits: bits >>> 0 });
  }
  shift(op: 'shiftLeft' | 'shiftRight' | 'shiftRightSigned', x: Vector, shift: number): Vector {
    return this.#push(`${op} ${x.id} by ${shift}`, { kind: 'op', op, inputs: [x], shift });
  }
  add(a: Vector, b: Vector): Vector {
    return this.#apply('add', a, b);
  }
  subtract(a: Vector, b: Vector): Vector {
    return this.#apply('subtract', a, b);
  }
  multiply(a: Vector, b: Vector): Vector {
    return this.#apply('multiply', a, b);
  }
  /** By a power of two it is the product with its inverse: the same bits, several times faster. */
  divide(a: Vector, b: Vector): Vector {
    const step = this.steps[b.id]!;
    const inverse = step.kind === 'constant' ? inverseOf(step.bits) : undefined;
    return inverse === undefined ? this.#apply('divide', a, b) : this.multiply(a, this.whole(inverse));
  }
  /** a·b + c, rounded once or twice. */
  multiplyAdd(a: Vector, b: Vector, c: Vector): Vector {
    return this.fused ? this.#apply('multiplyAdd', a, b, c) : this.add(this.multiply(a, b), c);
  }
  negate(x: Vector): Vector {
    return this.#apply('negate', x);
  }
  abs(x: Vector): Vector {
    return this.#apply('abs', x);
  }
  sqrt(x: Vector): Vector {
    return this.#apply('sqrt', x);
  }
  /** NaN where either is. */
  min(a: Vector, b: Vector): Vector {
    return this.#apply('min', a, b);
  }
  /** NaN where either is. */
  max(a: Vector, b: Vector): Vector {
    return this.#apply('max', a, b);
  }
  /** b where b < a, else a: lets a NaN in a through. */
  lesserOf(a: Vector, b: Vector): Vector {
    return this.#apply('lesserOf', a, b);
  }
  /** b where a < b, else a: lets a NaN in a through. */
  greaterOf(a: Vector, b: Vector): Vector {
    return this.#apply('greaterOf', a, b);
  }
  /** All bits set where it holds, none where it does not. */
  compare(
    op: 'equal' | 'notEqual' | 'notEqualWhole' | 'less' | 'lessEqual' | 'greater' | 'greaterEqual',
    a: Vector,
    b: Vector,
  ): Vector {
    return this.#apply(op, a, b);
  }
  and(a: Vector, b: Vector): Vector {
    return this.#apply('and', a, b);
  }
  /** The bits of a that are not in b. */
  andNot(a: Vector, b: Vector): Vector {
    return this.#apply('andNot', a, b);
  }
  or(a: Vector, b: Vector): Vector {
    return this.#apply('or', a, b);
  }
  xor(a: Vector, b: Vector): Vector {
    return this.#apply('xor', a, b);
  }
  /** `yes` where the condition's bits are set, else `no`. */
  select(condition: Vector, yes: Vector, no: Vector): Vector {
    return this.#apply('bitselect', yes, no, condition);
  }
  addWhole(a: Vector, b: Vector): Vector {
    return this.#apply('addWhole', a, b);
  }
  subtractWhole(a: Vector, b: Vector): Vector {
    return this.#apply('subtractWhole', a, b);
  }
  fromWhole(x: Vector): Vector {
    return this.#apply('fromWhole', x);
  }

  /** c₀·xⁿ + c₁·xⁿ⁻¹ + … + cₙ (Horner). */
  polynomial(x: Vector, coefficients: readonly number[]): Vector {
    const [first, ...rest] = coefficients.map((value) => this.constant(value));
    return rest.reduce((sum, coefficient) => this.multiplyAdd(sum, x, coefficient), first!);
  }
}
