import type { CorrectedBest } from '@foldwise/experiments';
import type { Output } from '../io.ts';
import { count, formatScore } from './number.ts';
import { styleFor } from './style.ts';

/** The line below a best score that says how much of it is the luck of the choice; nothing where that is not known. */
export function correctedText(best: CorrectedBest | undefined, noun: string, output: Output): string {
  if (best === undefined) return '';
  const line = `less the luck of being the best of ${count(best.candidates, noun)}: ${formatScore(best.score)}`;
  return `${styleFor(output)('dim', line)}\n`;
}
