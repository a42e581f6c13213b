/**
 * Mebibytes after so many epochs, of the kernels' memory and of the JavaScript heap after a collection: memory.ts WORKLOAD EPOCHS, Node
 * with --expose-gc.
 */

import { CompiledTrainer } from '../../../packages/core/src/compiled/compiled-trainer.ts';
import { loadTier } from '../../../packages/core/src/compiled/tier.ts';
import { answerRounds } from '../../node.ts';
import { passOf, programOf, weightsOf, workloadOf } from './workload.ts';

const workload = workloadOf(process.argv[2]);
const epochs = Number(process.argv[3]);
const tier = loadTier('revectorised');
if (tier === undefined) throw new Error('the kernels do not run on this machine');
const program = programOf(workload);
const trainer = new CompiledTrainer(tier, program, weightsOf(program, workload));
const pass = passOf(workload);
for (let epoch = 0; epoch < epochs; epoch++) {
  trainer.steps(pass, 0, workload.steps);
  trainer.weights();
}

await answerRounds(() => {
  globalThis.gc!();
  globalThis.gc!();
  return (trainer.memory.size + process.memoryUsage().heapUsed) / 2 ** 20;
});
