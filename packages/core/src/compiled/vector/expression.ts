import type { Comparison, Vector, VectorOperand, Vectors } from '../../autodiff/lowering/vectors.ts';
import * as functions from './functions.ts';
import type { VectorOp } from './opcodes.ts';

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
 * An expression on vectors under construction.
 *
 * `fused` says whether a·b + c may be rounded once, as machines with that instruction do.
 */
export class Expression implements Vectors {
  readonly fused: boolean;
  readonly steps: Step[] = [];
  readonly #known = new Map<string, Vector>();

  constructor(fused: boolean) {
    this.fused = fused;
  }

  #push(key: string, step: Step): Vector {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const vector = { id: this.steps.length };
    this.steps.push(step);
    this.#known.set(key, vector);
    return vector;
  }

  #vectorOf(operand: VectorOperand): Vector {
    return typeof operand === 'number' ? this.constant(operand) : operand;
  }

  #apply(op: VectorOp, ...operands: readonly VectorOperand[]): Vector {
    const inputs = operands.map((operand) => this.#vectorOf(operand));
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
  whole(bits: number): Vector {
    return this.#push(`constant ${bits >>> 0}`, { kind: 'constant', bits: bits >>> 0 });
  }
  shift(op: 'shiftLeft' | 'shiftRight' | 'shiftRightSigned', x: VectorOperand, shift: number): Vector {
    const vector = this.#vectorOf(x);
    return this.#push(`${op} ${vector.id} by ${shift}`, { kind: 'op', op, inputs: [vector], shift });
  }
  add(a: VectorOperand, b: VectorOperand): Vector {
    return this.#apply('add', a, b);
  }
  subtract(a: VectorOperand, b: VectorOperand): Vector {
    return this.#apply('subtract', a, b);
  }
  multiply(a: VectorOperand, b: VectorOperand): Vector {
    return this.#apply('multiply', a, b);
  }
  /** By a power of two it is the product with its inverse: the same bits, several times faster. */
  divide(a: VectorOperand, b: VectorOperand): Vector {
    const divisor = this.#vectorOf(b);
    const step = this.steps[divisor.id]!;
    const inverse = step.kind === 'constant' ? inverseOf(step.bits) : undefined;
    return inverse === undefined ? this.#apply('divide', a, divisor) : this.multiply(a, this.whole(inverse));
  }
  multiplyAdd(a: VectorOperand, b: VectorOperand, c: VectorOperand): Vector {
    return this.fused ? this.#apply('multiplyAdd', a, b, c) : this.add(this.multiply(a, b), c);
  }
  negate(x: VectorOperand): Vector {
    return this.#apply('negate', x);
  }
  abs(x: VectorOperand): Vector {
    return this.#apply('abs', x);
  }
  sqrt(x: VectorOperand): Vector {
    return this.#apply('sqrt', x);
  }
  min(a: VectorOperand, b: VectorOperand): Vector {
    return this.#apply('min', a, b);
  }
  max(a: VectorOperand, b: VectorOperand): Vector {
    return this.#apply('max', a, b);
  }
  lesserOf(a: VectorOperand, b: VectorOperand): Vector {
    return this.#apply('lesserOf', a, b);
  }
  greaterOf(a: VectorOperand, b: VectorOperand): Vector {
    return this.#apply('greaterOf', a, b);
  }
  compare(op: Comparison, a: VectorOperand, b: VectorOperand): Vector {
    return this.#apply(op, a, b);
  }
  flag(op: Comparison, a: VectorOperand, b: VectorOperand): Vector {
    return this.and(this.compare(op, a, b), 1);
  }
  and(a: VectorOperand, b: VectorOperand): Vector {
    return this.#apply('and', a, b);
  }
  andNot(a: VectorOperand, b: VectorOperand): Vector {
    return this.#apply('andNot', a, b);
  }
  or(a: VectorOperand, b: VectorOperand): Vector {
    return this.#apply('or', a, b);
  }
  xor(a: VectorOperand, b: VectorOperand): Vector {
    return this.#apply('xor', a, b);
  }
  select(condition: Vector, yes: VectorOperand, no: VectorOperand): Vector {
    return this.#apply('bitselect', yes, no, condition);
  }
  addWhole(a: VectorOperand, b: VectorOperand): Vector {
    return this.#apply('addWhole', a, b);
  }
  subtractWhole(a: VectorOperand, b: VectorOperand): Vector {
    return this.#apply('subtractWhole', a, b);
  }
  fromWhole(x: VectorOperand): Vector {
    return this.#apply('fromWhole', x);
  }

  /** By Horner's scheme. */
  polynomial(x: VectorOperand, coefficients: readonly number[]): Vector {
    const [first, ...rest] = coefficients.map((value) => this.constant(value));
    return rest.reduce((sum, coefficient) => this.multiplyAdd(sum, x, coefficient), first!);
  }
  exp(x: VectorOperand): Vector {
    return functions.exp(this, this.#vectorOf(x));
  }
  shortExp(x: VectorOperand, most?: number): Vector {
    return functions.shortExp(this, this.#vectorOf(x), most);
  }
  expm1(x: VectorOperand): Vector {
    return functions.expm1(this, this.#vectorOf(x));
  }
  log(x: VectorOperand): Vector {
    return functions.log(this, this.#vectorOf(x));
  }
  log1p(x: VectorOperand): Vector {
    return functions.log1p(this, this.#vectorOf(x));
  }
  sigmoid(x: VectorOperand): Vector {
    return functions.sigmoid(this, this.#vectorOf(x));
  }
  softplus(x: VectorOperand): Vector {
    return functions.softplus(this, this.#vectorOf(x));
  }
  tanh(x: VectorOperand): Vector {
    return functions.tanh(this, this.#vectorOf(x));
  }
  erf(x: VectorOperand): Vector {
    return functions.erf(this, this.#vectorOf(x));
  }
  sin(x: VectorOperand): Vector {
    return functions.sin(this, this.#vectorOf(x));
  }
  cos(x: VectorOperand): Vector {
    return functions.cos(this, this.#vectorOf(x));
  }
}
