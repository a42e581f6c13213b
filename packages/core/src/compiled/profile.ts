import { UnknownSeedError } from '../random/random-key.ts';
import type { Tree } from '../tensor/tensor.ts';
import type { Pass, Program } from '../executor/executor.ts';
import { CompiledTrainer, type KernelSeconds } from './compiled-trainer.ts';
import { loadTier, type Tier } from './tier.ts';
import { FoldwiseError } from '../errors.ts';

/** What one kernel of a training step takes. */
export interface KernelTime extends KernelSeconds {
  /** The part of the whole step. */
  readonly share: number;
}

/** What is measured, and for how long. */
export interface ProfileOptions {
  /** How often the pass is repeated; once unless given. */
  readonly times?: number;
  /** The fastest tier that may be used; `revectorised` unless given. */
  readonly tier?: Tier;
}

/**
 * How long each kernel of a compiled training step takes, in the order they run: the median over the full batches of a pass.
 *
 * Kernels are called one by one with a look at the clock between them, so a step is some hundred nanoseconds a kernel slower than when
 * it is trained in one call; what the clock itself takes is subtracted.
 *
 * @throws FoldwiseError `input` where the pass holds no full batch, the tier has no kernels, or the step
 * cannot be compiled.
 * @example
 * for (const { kernel, makes, share } of profileStep(program, weights, pass)) console.log(kernel, makes, share);
 */
export function profileStep(
  program: Program,
  weights: Tree,
  pass: Pass,
  { times = 1, tier = 'revectorised' }: ProfileOptions = {},
): readonly KernelTime[] {
  const loaded = loadTier(tier);
  if (loaded === undefined || pass.order.length < pass.batchSize) {
    const got =
      loaded === undefined ? 'the reference tier, which has no kernels' : `${pass.order.length} rows`;
    throw new FoldwiseError(`expected kernels and at least one batch of ${pass.batchSize} rows, got ${got}`, {
      code: 'input',
      where: 'profileStep',
    });
  }
  const trainer = prepared(new CompiledTrainer(loaded, program, weights), pass);
  // So that the engine has optimised what is measured.
  trainer.steps(pass, 0, Math.floor(pass.order.length / pass.batchSize));
  const kernels = trainer.profile(pass, times);
  const total = kernels.reduce((sum, { seconds }) => sum + seconds, 0);
  return kernels.map((kernel) => ({ ...kernel, share: kernel.seconds / total }));
}

/** The trainer with what the pass needs compiled. */
function prepared(trainer: CompiledTrainer, pass: Pass): CompiledTrainer {
  try {
    trainer.prepare(pass);
    return trainer;
  } catch (error) {
    if (!(error instanceof UnknownSeedError)) throw error;
    throw new FoldwiseError(
      'expected a step that can be compiled, got random numbers drawn outside of dropout',
      {
        code: 'input',
        where: 'profileStep',
        hint: 'the reference executor trains this network, op by op',
        cause: error,
      },
    );
  }
}
