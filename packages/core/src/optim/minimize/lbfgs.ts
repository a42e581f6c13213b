import { checkHyper } from '../check-hyper.ts';
import { FoldwiseError } from '../../errors.ts';
import { dot, moved } from './vectors.ts';
import type { Curvature, MinimizeMethod } from './method.ts';

/** How much {@link lbfgs} remembers. */
export interface LbfgsOptions {
  /** The last steps that are remembered, two numbers a weight each; 10, as in SciPy. */
  readonly memory?: number;
}

/**
 * BFGS with a short memory: H is made anew at every step from the last steps and changes of gradient, so that n weights cost a few
 * n numbers. For networks.
 *
 * Liu & Nocedal 1989, "On the Limited Memory BFGS Method for Large Scale Optimization"; Nocedal & Wright 2006, Algorithm 7.4.
 *
 * @throws FoldwiseError `input` where the memory is no whole number of at least 1.
 * @example
 * minimize(f, start, { method: lbfgs({ memory: 20 }) });
 */
export function lbfgs({ memory = 10 }: LbfgsOptions = {}): MinimizeMethod {
  checkHyper('lbfgs', 'memory', memory, 1);
  if (!Number.isInteger(memory)) {
    throw new FoldwiseError(`expected memory to be a whole number, got ${memory}`, {
      code: 'input',
      where: 'lbfgs',
    });
  }
  return Object.freeze({
    spec: Object.freeze({ kind: 'lbfgs', memory }),
    curvature: () => lastSteps(memory),
  });
}

interface Remembered {
  readonly step: Float64Array;
  readonly change: Float64Array;
  /** step·change. */
  readonly along: number;
}

function lastSteps(memory: number): Curvature {
  const known: Remembered[] = [];
  return {
    direction(gradient) {
      let q = gradient;
      const shares = known.toReversed().map(({ step, change, along }) => {
        const share = dot(step, q) / along;
        q = moved(q, -share, change);
        return share;
      });
      const last = known.at(-1);
      const scale = last === undefined ? 1 : last.along / dot(last.change, last.change);
      q = q.map((number) => scale * number);
      known.forEach(({ step, change, along }, i) => {
        q = moved(q, shares[known.length - 1 - i]! - dot(change, q) / along, step);
      });
      return q.map((number) => -number);
    },
    learn(step, change) {
      known.push({ step, change, along: dot(step, change) });
      if (known.length > memory) known.shift();
    },
  };
}
