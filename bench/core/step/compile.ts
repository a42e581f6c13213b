/** Milliseconds of CPU, all threads, from a description to its first step taken: compile.ts WORKLOAD. The kernels are loaded beforehand. */

import { compiledExecutor } from '@foldwise/core';
import { cpuSeconds } from '../../harness.ts';
import { answerRounds } from '../../node.ts';
import { passOf, programOf, weightsOf, workloadOf } from './workload.ts';

const workload = workloadOf(process.argv[2]);
const program = programOf(workload);
const weights = weightsOf(program, workload);
const pass = passOf(workload);
// Proves its tier, which takes some 50 ms and is no compiling.
if (compiledExecutor.tier === 'reference') throw new Error('the kernels do not run on this machine');
await answerRounds(
  () => 1e3 * cpuSeconds(() => compiledExecutor.trainer(program, weights).steps(pass, 0, 1)),
);
