import { expect, it, vi } from 'vitest';
import { compiledExecutor } from './compiled-executor.ts';
import { describeTiers } from './describe-tiers.ts';

it('names every tier from the fastest on, with a reason for each that is not there', () => {
  const tiers = describeTiers();
  expect(tiers.map(({ tier }) => tier)).toEqual(['revectorised', 'relaxed', 'plain', 'reference']);
  for (const { works, why } of tiers) expect(why === '').toBe(works);
});

it('works from the tier that the compiled executor has chosen', () => {
  expect(describeTiers().find(({ works }) => works)!.tier).toBe(compiledExecutor.tier);
  // Asking does not change what is chosen.
  expect(describeTiers().find(({ works }) => works)!.tier).toBe(compiledExecutor.tier);
});

it('finds the reference alone where the engine runs without WebAssembly, and shares rows there as well as it can', async () => {
  vi.resetModules();
  vi.stubGlobal('WebAssembly', undefined);
  try {
    const { describeTiers: poorly } = await import('./describe-tiers.ts');
    expect(poorly().map(({ works }) => works)).toEqual([false, false, false, true]);
    expect(poorly()[2]!.why).toBe('this engine runs without WebAssembly');
    const { executorFor } = await import('./compiled-executor.ts');
    expect(executorFor().tier).toBe('reference');
    const { shareTensor } = await import('./shared-tensor.ts');
    expect(shareTensor({ shape: [2], data: Float64Array.of(1, 2) })).toEqual({
      shape: [2],
      data: Float64Array.of(1, 2),
    });
  } finally {
    vi.unstubAllGlobals();
    vi.resetModules();
  }
});
