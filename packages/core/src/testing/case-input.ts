import type { Rng } from '../random/rng.ts';
import { showShape, sizeOf } from '../tensor/shape.ts';
import type { Shape, Tensor } from '../tensor/tensor.ts';

/** An input with numbers drawn from a range, where an op is not at home everywhere: a logarithm's. */
export interface DrawnInput {
  readonly draw: Shape;
  readonly between: readonly [low: number, high: number];
}

/**
 * One input of a case: a shape, filled with standard normal numbers; a shape with a range; or a tensor, which is taken as it is and
 * not differentiated by (codes, masks).
 */
export type CaseInput = Shape | DrawnInput | Tensor;

export function isTensor(input: CaseInput): input is Tensor {
  return 'data' in input;
}

/** The tensor that a test works with. */
export function drawn(input: CaseInput, random: Rng): Tensor {
  if (isTensor(input)) return input;
  const shape = 'draw' in input ? input.draw : input;
  const [low, high] = 'draw' in input ? input.between : [0, 0];
  const next = 'draw' in input ? () => low + (high - low) * random.uniform() : () => random.normal();
  return { shape, data: Float64Array.from({ length: sizeOf(shape) }, next) };
}

/** The inputs of a case in the title of a test. */
export function titleOf(inputs: readonly CaseInput[]): string {
  const titles = inputs.map((input) => {
    if (isTensor(input)) return `a given ${showShape(input.shape)}`;
    return 'draw' in input ? `${showShape(input.draw)} from ${input.between.join(' to ')}` : showShape(input);
  });
  return titles.join(' and ');
}
