import { expect, it } from 'vitest';
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
