import { FoldwiseError } from '../../errors.ts';
import type { Rng } from '../../random/rng.ts';
import { fromData, ones } from '../../tensor/make.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { checkCount } from '../../check-option.ts';
import { shapeError } from '../shape-error.ts';

/** How the scales of the members of an ensemble start: all alike, or random so that the members differ. */
export type ScaleStart = 'ones' | 'signs' | 'normal';

/** Where the scales of an ensemble's members start. */
export interface MemberScaleOptions {
  /** How many nets there are side by side; TabM has 32. */
  readonly members: number;
  /**
   * `ones`, `signs` (±1, TabM's choice for plain inputs) or `normal` (N(0, 1), its choice for embedded ones). The members of a net
   * must differ somewhere at first, or they stay alike: TabM does it in the first layer alone.
   */
  readonly scaleStart?: ScaleStart;
  /**
   * How many neighbouring inputs belong to the same original feature, feature by feature: they start from the same random scale, as
   * in TabM. One each unless given.
   */
  readonly chunks?: readonly number[];
}

/** The options of scales, checked. */
export interface MemberScales {
  readonly members: number;
  readonly scaleStart: ScaleStart;
  readonly chunks: readonly number[] | undefined;
}

/** Checks the options that say how the scales of members start. */
export function memberScalesOf(layer: string, options: MemberScaleOptions, start: ScaleStart): MemberScales {
  const { members, scaleStart = start, chunks } = options;
  checkCount(layer, 'members', members);
  if (!['ones', 'signs', 'normal'].includes(scaleStart)) {
    throw new FoldwiseError(`expected scaleStart to be ones, signs or normal, got "${scaleStart}"`, {
      code: 'input',
      where: layer,
    });
  }
  chunks?.forEach((length) => checkCount(layer, 'chunks', length));
  return { members, scaleStart, chunks: chunks && Object.freeze([...chunks]) };
}

/** Fresh scales, `[members, inputs]`. */
export function drawScales(layer: string, scales: MemberScales, inputs: number, rng: Rng): Tensor {
  const { members, scaleStart, chunks = Array.from({ length: inputs }, () => 1) } = scales;
  const covered = chunks.reduce((sum, length) => sum + length, 0);
  if (covered !== inputs) {
    throw new FoldwiseError(`expected chunks that add up to ${inputs} inputs, got ${covered}`, {
      code: 'shape',
      where: layer,
      hint: 'list how many inputs each original feature became',
    });
  }
  if (scaleStart === 'ones') return ones([members, inputs]);
  const next = scaleStart === 'signs' ? () => 2 * rng.below(2) - 1 : () => rng.normal();
  const drawn = Array.from({ length: members }, () =>
    chunks.flatMap((length) => Array.from<number>({ length }).fill(next())),
  );
  return fromData(Float64Array.from(drawn.flat()), [members, inputs]);
}

/** How many inputs each member gets from rows `[inputs]`, the same for all, or `[members, inputs]`. */
export function memberInputs(layer: string, members: number, input: Shape): number {
  const inputs = input.at(-1);
  const fits = input.length === 1 || (input.length === 2 && input[0] === members);
  if (inputs !== undefined && inputs > 0 && fits) return inputs;
  throw shapeError(layer, `rows [inputs] or [${members}, inputs], a line for each member`, input);
}
