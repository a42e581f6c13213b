// What a test starts as a thread: trains networks one after the other on the rows it is handed, and hands over what came of them.
import { parentPort, workerData } from 'node:worker_threads';
import { rng } from '../../random/rng.ts';
import { buffersOf } from '../../tensor/buffers-of.ts';
import type { Tree } from '../../tensor/tensor.ts';
import { CompiledTrainer } from '../compiled-trainer.ts';
import { loadTier } from '../tier.ts';
import { passOf } from './both.ts';
import { type Job, STEPS, type Trained } from './job.ts';
import { netOf } from './net-of.ts';

// The test that starts this thread hands it a job.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const { data, tier, seeds } = workerData as Job;
for (const seed of seeds) {
  const program = netOf(seed);
  const weights = program.network.init(data.features.shape.slice(1), rng(seed)) as Tree;
  const trainer = new CompiledTrainer(loadTier(tier)!, program, weights);
  trainer.steps(passOf(data, 32), 0, STEPS);
  const held = process.memoryUsage().arrayBuffers;
  const trained: Trained = { seed, weights: trainer.weights(), used: trainer.memory.used, held };
  parentPort!.postMessage(trained, buffersOf(trained.weights));
}
