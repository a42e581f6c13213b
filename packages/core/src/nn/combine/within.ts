import { foldKey } from '../../random/random-key.ts';
import type { Context } from '../layer.ts';

/** The context of a part of a layer: the same moment, with random numbers of the part's own. */
export function within(context: Context, label: string): Context {
  return {
    training: context.training,
    random: foldKey(context.random, label),
    at: (schedule) => context.at(schedule),
    observe: (leaf, next) => context.observe(leaf, next),
    penalize: context.penalize,
  };
}
