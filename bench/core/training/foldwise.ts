/** Rows a second of CPU that foldwise trains: foldwise.ts TIER NET. One call an epoch, the shuffle included. */

import { executorFor, type Pass, rng, type Tier, type Trainer } from '@foldwise/core';
import { timesPerSecond } from '../../harness.ts';
import { answerRounds } from '../../node.ts';
import type { Net } from './nets.ts';
import { dataOf, programOf } from './program.ts';

/** Far more than any run takes: schedules never reach their end. */
const STEPS = 1e7;

function trainerOf(tier: Tier, net: Net): Trainer {
  const executor = executorFor({ tier, note: (message) => console.log(`# ${message}`) });
  if (executor.tier !== tier) console.log(`# this machine has no tier ${tier}, it is ${executor.tier}`);
  const program = programOf(net, STEPS);
  const weights = program.network.init([net.sizes[0]! + net.categorical], rng('weights'));
  return executor.trainer(program, weights);
}

const [tier, json] = process.argv.slice(2);
const net = JSON.parse(json!) as Net;
const trainer = trainerOf(tier as Tier, net);
const data = dataOf(net);
const random = rng('order');
const count = net.rows / net.batch;
const seeds = Uint32Array.from({ length: count }, (_, i) => i);
let epoch = 0;

function trainEpoch(): void {
  const order = random.permutation(net.rows);
  const pass: Pass = { data, order, batchSize: net.batch, seeds, firstStep: epoch * count };
  const losses = trainer.steps(pass, 0, count);
  if (losses.length < count) throw new Error(`the loss became ${String(losses.at(-1))}`);
  epoch++;
}

await answerRounds(() => net.rows * timesPerSecond(trainEpoch));
