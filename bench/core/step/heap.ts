/**
 * Bytes of JavaScript heap that a step allocates, by V8's own count: heap.ts WORKLOAD.
 *
 * The same number of calls is made with few and with many steps; what the least of each differ by is the steps'. What is above the
 * least is the engine's own: feedback, code, ends of pages.
 */

import { compiledExecutor } from '@foldwise/core';
import { getHeapStatistics } from 'node:v8';
import { answerRounds } from '../../node.ts';
import { passOf, programOf, weightsOf, workloadOf } from './workload.ts';

const CALLS = 40;
const TIMES = 8;
const FEW = 16;

const workload = workloadOf(process.argv[2]);
const { steps } = workload;
const program = programOf(workload);
const trainer = compiledExecutor.trainer(program, weightsOf(program, workload));
const pass = passOf(workload);

/** Bytes of so many calls. */
function allocated(stepsOfCall: number): number {
  const before = getHeapStatistics().total_allocated_bytes;
  for (let call = 0; call < CALLS; call++) trainer.steps(pass, 0, stepsOfCall);
  return getHeapStatistics().total_allocated_bytes - before;
}

await answerRounds(() => {
  const [few, many]: [number[], number[]] = [[], []];
  for (let time = 0; time < TIMES; time++) {
    few.push(allocated(FEW));
    many.push(allocated(steps));
  }
  return (Math.min(...many) - Math.min(...few)) / (CALLS * (steps - FEW));
});
