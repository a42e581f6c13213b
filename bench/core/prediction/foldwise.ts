/** Rows a second of CPU that foldwise predicts: foldwise.ts TIER ROWS. Numbers go in and out as float64 tensors. */

import { executorFor, tensor, type Tier } from '@foldwise/core';
import { timesPerSecond } from '../../harness.ts';
import { answerRounds } from '../../node.ts';
import { features, network, SIZES, weights } from './model.ts';

const rows = Number(process.argv[3]);
const executor = executorFor({
  tier: process.argv[2] as Tier,
  note: (message) => console.log(`# ${message}`),
});
const x = tensor(features(rows), [rows, SIZES[0]!]);
const apply = executor.predictor(network, weights);
await answerRounds(() => timesPerSecond(() => apply(x), 0.2) * rows);
