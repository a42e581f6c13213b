export type { ColumnTransformerExamination } from './describe-column-transformer.ts';
export { describeColumnTransformer } from './describe-column-transformer.ts';
export type { SplitterExamination } from './describe-splitter.ts';
export { describeSplitter } from './describe-splitter.ts';
export type { TransformerExamination } from './describe-transformer.ts';
export { describeTransformer } from './describe-transformer.ts';
export { sampleTable, sampleTarget } from './sample-table.ts';
export type { LabelKind } from './sample-labels.ts';
export type {
  SeenRequest,
  StandIn,
  StandInAnswer,
  StandInOptions,
  StandInScore,
  StandInSubmission,
} from './kaggle-stand-in.ts';
export { kaggleStandIn, standInToken } from './kaggle-stand-in.ts';
