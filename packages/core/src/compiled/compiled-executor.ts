import type { Layer } from '../nn/layer.ts';
import { UnknownSeedError } from '../random/random-key.ts';
import type { Tensor, Tree } from '../tensor/tensor.ts';
import type { Executor, Pass, Program, Trainer } from '../executor/executor.ts';
import { referenceExecutor } from '../executor/reference-executor.ts';
import { CompiledPredictor } from './compiled-predictor.ts';
import { CompiledTrainer } from './compiled-trainer.ts';
import { type LoadedTier, loadTier, type Tier } from './tier.ts';

/** How {@link executorFor} chooses. */
export interface CompiledOptions {
  /** Plain SIMD, so that results have the same bits on all hardware; off unless asked for. */
  readonly portable?: boolean;
  /** The fastest tier that may be used; `revectorised` unless given. */
  readonly tier?: Tier;
  /** Told once of each op without a kernel, which is computed in JavaScript. */
  readonly note?: (message: string) => void;
}

/** An executor that compiles. */
export interface CompiledExecutor extends Executor {
  /** What it runs on; found out when it is first asked for. */
  readonly tier: Tier;
}

/** Says once what has no kernel, and falls back to the reference where a step cannot be compiled at all. */
class Fallback {
  readonly #note: (message: string) => void;
  readonly #said = new Set<string>();

  constructor(note: (message: string) => void = () => {}) {
    this.#note = note;
  }

  /** Notes that a compiled step calls an op back. */
  readonly calledBack = (what: string): void => {
    this.#say(`no kernel for ${what}: it is computed in JavaScript, slower`);
  };

  /** What `attempt` returns; undefined where numbers were drawn that are to be others in every step. */
  attempt<T>(attempt: () => T): T | undefined {
    try {
      return attempt();
    } catch (error) {
      if (!(error instanceof UnknownSeedError)) throw error;
      this.#say('random numbers drawn outside of dropout: the reference executor computes all, slower');
      return undefined;
    }
  }

  #say(message: string): void {
    if (this.#said.has(message)) return;
    this.#said.add(message);
    this.#note(message);
  }
}

/** Compiled, or by the reference from the first step on. */
function trainer(tier: LoadedTier, fallback: Fallback, program: Program, weights: Tree): Trainer {
  const compiled = new CompiledTrainer(tier, program, weights, fallback.calledBack);
  let chosen: Trainer | undefined;
  const choose = (pass: Pass): Trainer => {
    const isPrepared = fallback.attempt(() => {
      compiled.prepare(pass);
      return true;
    });
    return isPrepared ? compiled : referenceExecutor.trainer(program, weights);
  };
  return {
    steps: (pass, from, to) => (chosen ??= choose(pass)).steps(pass, from, to),
    weights: () => (chosen ?? compiled).weights(),
  };
}

/** Networks that have predicted, so that scoring them after every epoch compiles them once. */
type Predictors = WeakMap<Layer, CompiledPredictor>;

function predictor(
  tier: LoadedTier,
  fallback: Fallback,
  predictors: Predictors,
  network: Layer,
  weights: Tree,
): (features: Tensor) => Tensor {
  const known = predictors.get(network);
  const compiled = known?.fits(weights)
    ? known
    : new CompiledPredictor(tier, network, weights, fallback.calledBack);
  predictors.set(network, compiled);
  let reference: ((features: Tensor) => Tensor) | undefined;
  return (features) => {
    const prediction =
      reference === undefined ? fallback.attempt(() => compiled.apply(weights, features)) : undefined;
    if (prediction !== undefined) return prediction;
    reference ??= referenceExecutor.predictor(network, weights);
    return reference(features);
  };
}

/**
 * An executor that compiles a training step once for each shape of its batch and runs whole passes in WebAssembly, in float32.
 *
 * It computes what the reference does, within rounding. An op that has no kernel is computed in JavaScript, in the midst of the rest.
 *
 * @throws FoldwiseError `file`, when first used, where the kernels are not built; `input` for a tier that does not exist.
 * @example
 * await train({ ...options, executor: executorFor({ portable: true }) });
 */
export function executorFor({
  portable = false,
  tier = 'revectorised',
  note,
}: CompiledOptions = {}): CompiledExecutor {
  const fastest = portable && tier !== 'reference' ? 'plain' : tier;
  const fallback = new Fallback(note);
  const predictors: Predictors = new WeakMap();
  return Object.freeze({
    name: 'compiled',
    get tier(): Tier {
      return loadTier(fastest)?.tier ?? 'reference';
    },
    trainer(program: Program, weights: Tree): Trainer {
      const loaded = loadTier(fastest);
      return loaded === undefined
        ? referenceExecutor.trainer(program, weights)
        : trainer(loaded, fallback, program, weights);
    },
    predictor(network: Layer, weights: Tree): (features: Tensor) => Tensor {
      const loaded = loadTier(fastest);
      return loaded === undefined
        ? referenceExecutor.predictor(network, weights)
        : predictor(loaded, fallback, predictors, network, weights);
    },
  });
}

/** The compiled executor on the fastest tier of this machine. */
export const compiledExecutor: CompiledExecutor = executorFor();
