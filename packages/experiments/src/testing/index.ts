export { diskOf, systemError } from '../journal/failing-disk.ts';
export type { FileCalls } from '../journal/file-calls.ts';
export { describeSampler, nastySpaces, type SamplerExamination } from './describe-sampler.ts';
