/**
 * Seconds of CPU, all threads, that a trial of the sweep of `pnpm start` takes from the rows of the file to its score: trial.ts
 * compiled|reference EPOCHS.
 */

import { activation, adamW, compiledExecutor, dense, oneCycle, referenceExecutor } from '@foldwise/core';
import { crossValidate, neuralNetwork, openCompetition, prepareData } from '@foldwise/experiments';
import { fileURLToPath } from 'node:url';
import { answerRounds } from '../../node.ts';

const [computing, epochs] = process.argv.slice(2);
const module = new URL('../../../competitions/diamonds/competition.ts', import.meta.url);
const directory = fileURLToPath(new URL('.', module));
const open = await openCompetition({
  slug: 'diamonds',
  module: module.href,
  directory,
  dataDirectory: `${directory}data`,
});
/** In the middle of the sweep's space. */
const model = neuralNetwork({
  layers: [1, 2, 3].flatMap(() => [dense({ units: 64 }), activation('relu')]),
  optimizer: adamW({ learningRate: oneCycle({ peak: 1e-2 }), weightDecay: 3e-2 }),
  epochs: Number(epochs),
  batchSize: 256,
  holdOut: 0.05,
  executor: computing === 'reference' ? referenceExecutor : compiledExecutor,
});

await answerRounds(async () => {
  const before = process.cpuUsage();
  await crossValidate(open.competition, await prepareData(open), model);
  const spent = process.cpuUsage(before);
  return (spent.user + spent.system) / 1e6;
});
