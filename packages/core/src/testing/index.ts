export {
  type MersenneTwister,
  mersenneTwister,
  type NumpyRandom,
  numpyRandom,
  type PythonRandom,
  pythonRandom,
} from './generators/index.ts';
export type { MetricExample, MetricExamples } from './describe-metric.ts';
export { describeMetric } from './describe-metric.ts';
export { describeLayer, type LayerExamination } from './describe-layer.ts';
export { describeLoss, type LossExamination, type LossExample } from './describe-loss.ts';
export { describeRule, type GoldenRule, type RuleExamples } from './describe-rule.ts';
export { describeSchedule, type GoldenSchedule } from './describe-schedule.ts';
export type { CaseInput, DrawnInput } from './case-input.ts';
export { describePrimitive, type PrimitiveExpectations } from './describe-primitive.ts';
