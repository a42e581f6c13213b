import { FoldwiseError } from '../errors.ts';
import { sameShape, showShape, sizeOf } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';
import type { Arena } from './arena.ts';
import type { HostCall, Instruction } from './instruction.ts';
import { readTensor, writeTensor } from './resident.ts';

/** Params with the seed of the step in the keys that could not know it while the step was traced. */
function withSeed(params: unknown, seed: number): unknown {
  if (Array.isArray(params)) return params.map((one) => withSeed(one, seed));
  if (!isPlain(params)) return params;
  const entries = Object.entries(params).map(([name, value]): readonly [string, unknown] =>
    name === 'seed' && Number.isNaN(value) ? [name, seed] : [name, withSeed(value, seed)],
  );
  return Object.fromEntries(entries);
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** @throws FoldwiseError `shape` where the forward rule made something else than the shape rule told. */
function checked({ op, shape }: HostCall, made: Tensor): Tensor {
  if (sameShape(made.shape, shape) && made.data.length === sizeOf(shape)) return made;
  throw new FoldwiseError(
    `expected ${showShape(shape)} of the forward rule, as the shape rule tells, got ${showShape(made.shape)} and ${made.data.length} numbers`,
    { code: 'shape', where: op.name, hint: 'mend one of the two rules; describePrimitive examines them' },
  );
}

/** What an instruction without a kernel calls: the forward rule of its op, from and to the memory of the kernels. */
export function hostOf(arena: Arena, { reads, writes }: Instruction, call: HostCall): (seed: number) => void {
  const { op, params, inputs, shape } = call;
  return (seed) => {
    const tensors = inputs.map((of, i): Tensor => ({ shape: of, data: readTensor(arena, reads[i]!, of) }));
    const { data } = checked(call, op.forward(tensors, withSeed(params, seed)));
    writeTensor(arena, writes[0]!, shape, data);
  };
}
