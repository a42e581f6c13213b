import type { Tensor } from './tensor.ts';

/** Whether no number of a tensor is NaN or infinite. */
export function allFinite({ data }: Tensor): boolean {
  return data.every(Number.isFinite);
}
