/** Gigaflops of a product by our kernels: foldwise.ts TIER PRODUCT. Matrices lie as the executor keeps them. */

import { rng, type Tier } from '@foldwise/core';
import type { Instruction } from '../../../packages/core/src/compiled/instruction.ts';
import { layoutOf } from '../../../packages/core/src/autodiff/lowering/layout.ts';
import { freshMachine } from '../../../packages/core/src/compiled/machine.ts';
import { readTensor, type Resident, resident } from '../../../packages/core/src/compiled/resident.ts';
import { loadTier } from '../../../packages/core/src/compiled/tier.ts';
import { writeProgram } from '../../../packages/core/src/compiled/write-program.ts';
import { timesPerSecond } from '../../harness.ts';
import { answerRounds } from '../../node.ts';
import type { Product } from './shapes.ts';

const [name, json] = process.argv.slice(2);
const { m, n, k, transposed } = JSON.parse(json!) as Product;
const tier = loadTier(name as Tier);
if (tier === undefined) throw new Error('the kernels do not run on this machine');
if (tier.tier !== name) console.log(`# this machine has no tier ${name!}, it is ${tier.tier}`);
const machine = freshMachine(tier);
const { arena, kernels } = machine;
const random = rng('gemm');
const matrix = (label: string, rows: number, columns: number) =>
  resident(arena, label, {
    shape: [rows, columns],
    data: Float64Array.from({ length: rows * columns }, () => random.uniform() - 0.5),
  });

const a = transposed ? matrix('a', k, m) : matrix('a', m, k);
const [b, c, bias] = [matrix('b', k, n), matrix('c', m, n), matrix('bias', 1, n)];
const instruction: Instruction = {
  kernel: transposed ? 'Kernel.productTransposed' : 'Kernel.product',
  words: [
    m,
    n,
    k,
    ...[a, b, c].flatMap(({ buffer, shape }) => [{ buffer }, layoutOf(shape).stride]),
    { buffer: bias.buffer },
    0,
    { real: -Infinity },
    1,
  ],
  reads: [a.buffer, b.buffer, bias.buffer],
  writes: [c.buffer],
};

/** Fails where the kernel did something else than the product: its last number is computed anew. */
function check(): void {
  const read = ({ buffer, shape }: Resident): Float64Array => readTensor(arena, buffer, shape);
  const [x, y, z] = [read(a), read(b), read(c)];
  let sum = read(bias).at(-1)!;
  for (let i = 0; i < k; i++) {
    sum += (transposed ? x[i * m + m - 1]! : x[(m - 1) * k + i]!) * y[i * n + n - 1]!;
  }
  if (!(Math.abs(z.at(-1)! - sum) < 1e-3)) throw new Error(`expected ${sum}, got ${z.at(-1)}`);
}

const { address, length } = writeProgram([instruction], machine);
kernels.run(address, length, 1, 0, 0, 0);
check();
/** Products of one call, so that the call itself does not count. */
const times = Math.ceil(1e7 / (2 * m * n * k));

await answerRounds(
  () =>
    (timesPerSecond(() => kernels.run(address, length, times, 0, 0, 0), 0.1) * times * 2 * m * n * k) / 1e9,
);
