/**
 * Gigaflops that the processor reaches where nothing but fused multiply-adds is to be done: peak.ts TIER.
 *
 * Twelve sums of eight numbers, independent of each other, in registers: enough to hide the latency of two units. Compiled by
 * AssemblyScript on the spot.
 */

import type { Tier } from '@foldwise/core';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { loadTier } from '../../../packages/core/src/compiled/tier.ts';
import { timesPerSecond } from '../../harness.ts';
import { answerRounds } from '../../node.ts';

/** The part of AssemblyScript's compiler that is used here. */
interface Asc {
  compileString(
    source: string,
    options: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly error: Error | null; readonly binary: Uint8Array<ArrayBuffer> | null }>;
}

/** A dependency of core, not of the benches. */
const COMPILER = 'assemblyscript/dist/asc.js';
const SUMS = 12;
const STEPS = 100_000;

function source(): string {
  const each = (count: number, line: (i: number) => string): string =>
    Array.from({ length: count }, (_, i) => line(i)).join('\n');
  // Each sum is a pair of vectors, side by side in memory at both ends: that is what the engine joins.
  return `
export function run(steps: i32, at: usize): void {
  const x = v128.load32_splat(at);
  const y0 = v128.load(at, 32);
  const y1 = v128.load(at, 48);
  ${each(2 * SUMS, (i) => `let c${i} = f32x4.splat(0);`)}
  for (; steps > 0; steps--) {
    ${each(SUMS, (i) => `c${2 * i} = f32x4.relaxed_madd(x, y0, c${2 * i}); c${2 * i + 1} = f32x4.relaxed_madd(x, y1, c${2 * i + 1});`)}
  }
  ${each(2 * SUMS, (i) => `v128.store(at, c${i}, ${64 + 16 * i});`)}
}`;
}

const core = createRequire(new URL('../../../packages/core/package.json', import.meta.url));
const compiler = pathToFileURL(core.resolve(COMPILER)).href;
const { default: asc } = (await import(compiler)) as { readonly default: Asc };
const { error, binary } = await asc.compileString(source(), {
  optimizeLevel: 3,
  runtime: 'stub',
  initialMemory: 1,
  noAssert: true,
  enable: ['simd', 'relaxed-simd'],
});
if (error !== null || binary === null) throw error ?? new Error('AssemblyScript gave nothing');
// Turns the engine's switch on where the tier asks for it.
loadTier(process.argv[2] as Tier);
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary));
const run = exports['run'] as (steps: number, at: number) => void;

await answerRounds(() => (timesPerSecond(() => run(STEPS, 1024), 0.1) * STEPS * SUMS * 16) / 1e9);
