export { diskOf, systemError } from '../journal/failing-disk.ts';
export type { FileCalls } from '../journal/file-calls.ts';
export { describeSampler, nastySpaces, type SamplerExamination } from './describe-sampler.ts';
export { describePruner } from './describe-pruner.ts';
export { type DescribeModelOptions, describeModel } from './describe-model.ts';
export { type DescribeCompetitionOptions, describeCompetition } from './describe-competition.ts';
export { type DescribeBlenderOptions, describeBlender } from './describe-blender.ts';
export { runRow } from './run-row.ts';
