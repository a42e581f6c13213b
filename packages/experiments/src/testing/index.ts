export { diskOf, systemError } from '../journal/failing-disk.ts';
export type { FileCalls } from '../journal/file-calls.ts';
export { describeSampler, nastySpaces, type SamplerExamination } from './describe-sampler.ts';
export { describePruner } from './describe-pruner.ts';
export { type DescribeModelOptions, describeModel } from './describe-model.ts';
export { type DescribeCompetitionOptions, describeCompetition } from './describe-competition.ts';
