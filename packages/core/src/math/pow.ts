import { exp } from './exp.ts';
import { log } from './log.ts';
export function pow(x: number, y: number): number {
  return exp(y * log(x));
}
