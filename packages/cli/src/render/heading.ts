import type { Goal } from '@foldwise/core';
import type { Output } from '../io.ts';
import { styleFor } from './style.ts';

/** "titanic · sweep mlp · accuracy, higher is better": what the table below is about. */
export function heading(output: Output, ...parts: readonly string[]): string {
  const style = styleFor(output);
  const [first, ...rest] = parts;
  return `${[style('bold', first!), ...rest].join(' · ')}\n\n`;
}

/** "accuracy, higher is better" */
export function metricWords(metric: string, goal: Goal): string {
  return `${metric}, ${goal === 'maximize' ? 'higher' : 'lower'} is better`;
}
