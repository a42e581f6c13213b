// An entry of its own beside `/testing`, which needs vitest: programs draw from these too.
export { type MersenneTwister, mersenneTwister } from './mersenne-twister.ts';
export { type NumpyRandom, numpyRandom } from './numpy-random.ts';
export { type PythonRandom, pythonRandom } from './python-random.ts';
