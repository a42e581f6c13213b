import { FoldwiseError } from '../../errors.ts';
import type { Tensor } from '../../tensor/tensor.ts';

/** Throws at the first number of a target that a loss has no meaning for. */
export function checkTargets(
  loss: string,
  { data, shape }: Tensor,
  wanted: string,
  holds: (number: number) => boolean,
  hint: string,
): void {
  const at = data.findIndex((number) => !holds(number));
  if (at < 0) return;
  const row = Math.floor((at * shape[0]!) / data.length);
  throw new FoldwiseError(`expected ${wanted}, got ${data[at]} in row ${row} of the target`, {
    code: 'data',
    where: loss,
    hint,
  });
}

/** Throws where a target is not the truth of yes or no, or a share of them. */
export function checkShares(loss: string, target: Tensor): void {
  checkTargets(
    loss,
    target,
    'targets from 0 to 1',
    (number) => number >= 0 && number <= 1,
    'number two classes 0 and 1; for other numbers take squaredError()',
  );
}
