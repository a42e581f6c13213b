import { expect, it } from 'vitest';
import { add } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { tensor } from '../../tensor/make.ts';
import { referenceExecutor } from '../../executor/reference-executor.ts';
import { executorFor } from '../compiled-executor.ts';
import { computeBy } from '../testing/compute.ts';

it('writes constants that the pool has no room for into the code', () => {
  const notes: string[] = [];
  const executor = executorFor({ tier: 'plain', note: (message) => notes.push(message) });
  const sum = (x: Value): Value => {
    let total = x;
    for (let i = 1; i <= 1100; i++) total = add(total, i / 8);
    return total;
  };
  const x = tensor([1, 2, 3]);
  expect(computeBy(executor, sum, [x])).toEqual(computeBy(referenceExecutor, sum, [x]));
  expect(notes).toEqual([]);
});
