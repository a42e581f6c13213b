/** Milliseconds of CPU that a fresh process takes to choose its tier: to load and compile the kernels and to try them. */

import { compiledExecutor } from '@foldwise/core';
import { cpuSeconds } from '../../harness.ts';
import { answerRounds } from '../../node.ts';

await answerRounds(() => 1e3 * cpuSeconds(() => compiledExecutor.tier));
