/** Nanoseconds of CPU that a step costs a row: cost.ts WORKLOAD. */

import { compiledExecutor } from '@foldwise/core';
import { timesPerSecond } from '../../harness.ts';
import { answerRounds } from '../../node.ts';
import { passOf, programOf, weightsOf, workloadOf } from './workload.ts';

const workload = workloadOf(process.argv[2]);
const { batch, steps } = workload;
const program = programOf(workload);
const trainer = compiledExecutor.trainer(program, weightsOf(program, workload));
const pass = passOf(workload);
const takeSteps = (): void => {
  trainer.steps(pass, 0, steps);
};
await answerRounds(() => 1e9 / (timesPerSecond(takeSteps) * steps * batch));
