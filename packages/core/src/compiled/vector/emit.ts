import type { Vector } from '../../autodiff/lowering/vectors.ts';
import { code, type Bytes, type FunctionBody } from './encoder.ts';
import type { Expression } from './expression.ts';
import { OPCODES } from './opcodes.ts';

/** An elementwise kernel: an expression over operands, and which of its vectors are stored. */
export interface VectorKernel {
  readonly expression: Expression;
  readonly results: readonly Vector[];
  /** For each input of the expression, whether one number of it serves a whole row. */
  readonly splats: readonly boolean[];
  /** Whether everything is one row. */
  readonly flat: boolean;
}

/** What makes two kernels the same code. */
export function keyOf({ expression, results, splats, flat }: VectorKernel): string {
  return `${expression.key}|${results.map(({ id }) => id).join(',')}|${splats.map(Number).join('')}|${flat}`;
}

/** The word that says where the constants lie. */
const CONSTANTS = 5;
/** Words of an instruction before those of its operands: its kernel, the function, outer, rows, bytes of a row, the constants. */
const FIRST_OPERAND = CONSTANTS + 1;

/**
 * The words of operand i are its address and, unless all is one row, how far it moves from row to row and from the last row of a block
 * to the first of the next. Inputs come first, then results.
 */
export function operandWord(i: number, flat: boolean): number {
  return FIRST_OPERAND + i * (flat ? 1 : 3);
}

/**
 * The function of a kernel. Its parameter is the address of the instruction; constants are read from the pool as long as that has
 * room: `constantAt` says how far from its beginning each lies.
 *
 * Each step is written for two neighbouring vectors at once and all loads stand before the stores, since that is what V8 pairs into
 * 256-bit instructions. Constants are loaded where they are used: from memory that pairs, from the code, which is slower, it does not.
 * Where the pool lies is read from the instruction: an address that V8 knew beforehand it would write before each load, as one
 * instruction more.
 */
export function emitKernel(
  kernel: VectorKernel,
  constantAt: (bits: number) => number | undefined,
): FunctionBody {
  const { expression, results, splats, flat } = kernel;
  const inputs = splats.length;
  const operands = inputs + results.length;
  const AT = 0;
  // Whole locals: bases of operands, pointers of operands, end, row counter, outer counter, constants.
  const base = (i: number): number => 1 + i;
  const pointer = (i: number): number => 1 + operands + i;
  const [end, row, outer, pool] = [1, 2, 3, 4].map((i) => i + 2 * operands) as [
    number,
    number,
    number,
    number,
  ];
  const wholeLocals = 2 * operands + 4;
  const firstVector = 1 + wholeLocals;
  const splatLocal = (i: number): number => firstVector + i;
  const local = (vector: Vector, half: number): number => firstVector + inputs + vector.id * 2 + half;
  const isSplat = (i: number): boolean => i < inputs && splats[i]!;
  const moving = Array.from({ length: operands }, (_, i) => i).filter((i) => !isSplat(i));
  const wordAt = (word: number): Bytes => [...code.get(AT), ...code.loadWhole(word * 4)];
  const advance = (which: number, by: Bytes): Bytes => [
    ...code.get(which),
    ...by,
    ...code.add,
    ...code.set(which),
  ];

  const live = liveSteps(expression, results);
  const body: Bytes = [];
  for (const half of [0, 1]) {
    for (const id of live) {
      const step = expression.steps[id]!;
      if (step.kind === 'input' && !isSplat(step.index)) {
        body.push(
          ...code.get(pointer(step.index)),
          ...code.load(half * 16),
          ...code.set(local({ id }, half)),
        );
      }
    }
  }
  for (const id of live) {
    const step = expression.steps[id]!;
    if (step.kind !== 'op') continue;
    for (const half of [0, 1]) {
      for (const input of step.inputs) body.push(...valueOf(input, half));
      if (step.shift !== undefined) body.push(...code.whole(step.shift));
      body.push(...code.vector(OPCODES[step.op]), ...code.set(local({ id }, half)));
    }
  }
  results.forEach((result, r) => {
    for (const half of [0, 1]) {
      body.push(...code.get(pointer(inputs + r)), ...valueOf(result, half), ...code.store(half * 16));
    }
  });

  function valueOf(vector: Vector, half: number): Bytes {
    const step = expression.steps[vector.id]!;
    if (step.kind === 'constant') {
      const offset = constantAt(step.bits);
      return offset === undefined ? code.constant(step.bits) : [...code.get(pool), ...code.loadSplat(offset)];
    }
    if (step.kind === 'input' && isSplat(step.index)) return code.get(splatLocal(step.index));
    return code.get(local(vector, half));
  }

  const lastResult = operands - 1;
  const oneRow: Bytes = [
    ...moving.flatMap((i) => [...code.get(base(i)), ...code.set(pointer(i))]),
    ...splats.flatMap((splat, i) =>
      splat ? [...code.get(base(i)), ...code.loadSplat(0), ...code.set(splatLocal(i))] : [],
    ),
    ...code.get(base(lastResult)),
    ...wordAt(4),
    ...code.add,
    ...code.set(end),
    ...code.loop,
    ...body,
    ...moving.flatMap((i) => advance(pointer(i), code.whole(32))),
    ...code.get(pointer(lastResult)),
    ...code.get(end),
    ...code.lessUnsigned,
    ...code.branchIf(0),
    ...code.end,
  ];
  const bases = Array.from({ length: operands }, (_, i) => [
    ...wordAt(operandWord(i, flat)),
    ...code.set(base(i)),
  ]).flat();
  const counted = (counter: number, word: number, inside: Bytes): Bytes => [
    ...wordAt(word),
    ...code.set(counter),
    ...code.loop,
    ...inside,
    ...code.get(counter),
    ...code.whole(1),
    ...code.subtract,
    ...code.tee(counter),
    ...code.branchIf(0),
    ...code.end,
  ];
  const moveBases = (extra: number): Bytes =>
    Array.from({ length: operands }, (_, i) => advance(base(i), wordAt(operandWord(i, flat) + extra))).flat();
  const all = flat
    ? oneRow
    : counted(outer, 2, [...counted(row, 3, [...oneRow, ...moveBases(1)]), ...moveBases(2)]);
  return {
    wholeLocals,
    vectorLocals: inputs + expression.steps.length * 2,
    code: [...wordAt(CONSTANTS), ...code.set(pool), ...bases, ...all],
  };
}

/** The steps that the results are made of, in order. */
export function liveSteps(expression: Expression, results: readonly Vector[]): readonly number[] {
  const live = new Set<number>();
  const stack = results.map(({ id }) => id);
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (live.has(id)) continue;
    live.add(id);
    const step = expression.steps[id]!;
    if (step.kind === 'op') stack.push(...step.inputs.map((input) => input.id));
  }
  return [...live].toSorted((a, b) => a - b);
}
