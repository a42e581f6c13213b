/** A vector of four float32 in an expression that is written down, not computed yet. */
export interface Vector {
  readonly id: number;
}

/** A vector, or the number that it is everywhere. */
export type VectorOperand = Vector | number;

/** Comparisons of floats, and of bits. */
export type Comparison =
  | 'equal'
  | 'notEqual'
  | 'notEqualWhole'
  | 'less'
  | 'lessEqual'
  | 'greater'
  | 'greaterEqual';

/**
 * What an elementwise op is lowered to: an expression on vectors. The same step twice is one step, and what several ops make of each
 * other is one expression, whose numbers in between never leave the registers.
 */
export interface Vectors {
  constant(value: number): Vector;
  /** A constant by its bits. */
  whole(bits: number): Vector;
  add(a: VectorOperand, b: VectorOperand): Vector;
  subtract(a: VectorOperand, b: VectorOperand): Vector;
  multiply(a: VectorOperand, b: VectorOperand): Vector;
  divide(a: VectorOperand, b: VectorOperand): Vector;
  /** a·b + c, rounded once or twice. */
  multiplyAdd(a: VectorOperand, b: VectorOperand, c: VectorOperand): Vector;
  /** c₀·xⁿ + c₁·xⁿ⁻¹ + … + cₙ. */
  polynomial(x: VectorOperand, coefficients: readonly number[]): Vector;
  negate(x: VectorOperand): Vector;
  abs(x: VectorOperand): Vector;
  sqrt(x: VectorOperand): Vector;
  exp(x: VectorOperand): Vector;
  /** eˣ for what is added to 1 afterwards, half the work: 0 below −88 or so, and as at `most`, 88 unless given, above it. */
  shortExp(x: VectorOperand, most?: number): Vector;
  expm1(x: VectorOperand): Vector;
  log(x: VectorOperand): Vector;
  log1p(x: VectorOperand): Vector;
  sigmoid(x: VectorOperand): Vector;
  softplus(x: VectorOperand): Vector;
  tanh(x: VectorOperand): Vector;
  erf(x: VectorOperand): Vector;
  sin(x: VectorOperand): Vector;
  cos(x: VectorOperand): Vector;
  /** NaN where either is. */
  min(a: VectorOperand, b: VectorOperand): Vector;
  /** NaN where either is. */
  max(a: VectorOperand, b: VectorOperand): Vector;
  /** b where b < a, else a: lets a NaN in a through, and is faster than `min`. */
  lesserOf(a: VectorOperand, b: VectorOperand): Vector;
  /** b where a < b, else a: lets a NaN in a through, and is faster than `max`. */
  greaterOf(a: VectorOperand, b: VectorOperand): Vector;
  /** All bits set where it holds, none where it does not. */
  compare(op: Comparison, a: VectorOperand, b: VectorOperand): Vector;
  /** 1 where it holds, 0 where it does not. */
  flag(op: Comparison, a: VectorOperand, b: VectorOperand): Vector;
  /** `yes` where the condition's bits are set, else `no`. */
  select(condition: Vector, yes: VectorOperand, no: VectorOperand): Vector;
  and(a: VectorOperand, b: VectorOperand): Vector;
  /** The bits of a that are not in b. */
  andNot(a: VectorOperand, b: VectorOperand): Vector;
  or(a: VectorOperand, b: VectorOperand): Vector;
  xor(a: VectorOperand, b: VectorOperand): Vector;
  shift(op: 'shiftLeft' | 'shiftRight' | 'shiftRightSigned', x: VectorOperand, by: number): Vector;
  addWhole(a: VectorOperand, b: VectorOperand): Vector;
  subtractWhole(a: VectorOperand, b: VectorOperand): Vector;
  fromWhole(x: VectorOperand): Vector;
}
