export type { MetricExample, MetricExamples } from './describe-metric.ts';
export { describeMetric } from './describe-metric.ts';
