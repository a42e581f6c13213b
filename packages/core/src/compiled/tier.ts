import { FoldwiseError } from '../errors.ts';
import { type Build, moduleOf } from './kernels.ts';
import { provesItself, setRevectorise } from './revectorise.ts';

/**
 * How kernels run, the fastest first.
 *
 * `revectorised`: the engine joins pairs of 128-bit operations into 256-bit ones; the bits are those of `relaxed`. `relaxed`: a·b + c
 * in one rounding, the same bits wherever the processor has that operation. `plain`: in two, the same bits on all hardware.
 * `reference`: no kernels at all, the reference executor.
 */
export type Tier = 'revectorised' | 'relaxed' | 'plain' | 'reference';

/** Kernels of a tier. */
export interface LoadedTier {
  readonly tier: Exclude<Tier, 'reference'>;
  readonly module: WebAssembly.Module;
  /** Whether tiles are those for 256-bit registers. */
  readonly wide: boolean;
}

/** The tiers from the fastest on. */
const TIERS: readonly Tier[] = ['revectorised', 'relaxed', 'plain', 'reference'];

/** Whether the engine has WebAssembly at all; `--jitless` takes it away. */
export function hasWebAssembly(): boolean {
  return typeof WebAssembly === 'object';
}

/** A build's module; undefined where the engine does not have the instructions it needs. */
export function supported(build: Build): WebAssembly.Module | undefined {
  if (!hasWebAssembly()) return undefined;
  try {
    return moduleOf(build);
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return undefined;
    throw error;
  }
}

function loadRevectorised(): LoadedTier | undefined {
  // Before the module is compiled, so that none of its code is there without it.
  if (!setRevectorise(true)) return undefined;
  const module = supported('relaxed');
  if (module !== undefined && provesItself(module)) return { tier: 'revectorised', module, wide: true };
  setRevectorise(false);
  return undefined;
}

function loadBuild(tier: Build): LoadedTier | undefined {
  const module = supported(tier);
  return module && { tier, module, wide: false };
}

const LOADERS = {
  revectorised: loadRevectorised,
  relaxed: () => loadBuild('relaxed'),
  plain: () => loadBuild('plain'),
  reference: () => undefined,
} as const;

const loaded = new Map<Tier, LoadedTier | undefined>();

/**
 * The fastest tier that this machine has, from `fastest` on; undefined where that is the reference.
 *
 * @throws FoldwiseError `input` for a tier that does not exist, `file` where the kernels are not built.
 */
export function loadTier(fastest: Tier): LoadedTier | undefined {
  const first = TIERS.indexOf(fastest);
  if (first < 0) {
    throw new FoldwiseError(`expected a tier, got ${JSON.stringify(fastest)}`, {
      code: 'input',
      where: 'compiled executor',
      hint: `there is ${TIERS.map((tier) => `"${tier}"`).join(', ')}`,
    });
  }
  for (const tier of TIERS.slice(first)) {
    if (!loaded.has(tier)) loaded.set(tier, LOADERS[tier]());
    const found = loaded.get(tier);
    if (found !== undefined) return found;
  }
  return undefined;
}
