/** A tracking server in memory that takes 200 ms for each answer; prints its address, and ends with its input. */

import { memoryServer } from 'mlflow-js-client/testing';

const server = await memoryServer({ delayMilliseconds: 200 });
console.log(server.uri);
process.stdin.on('end', () => process.exit()).resume();
