import type { Output } from '../io.ts';
import { styleFor } from './style.ts';

/** The commands that come next, each with what it does. */
export function nextSteps(
  output: Output,
  steps: readonly (readonly [command: string, does: string])[],
): string {
  const style = styleFor(output);
  const width = Math.max(...steps.map(([command]) => command.length));
  const lines = steps.map(([command, does]) => `  ${command.padEnd(width)}  ${style('dim', does)}\n`);
  return `\nNext\n${lines.join('')}`;
}
