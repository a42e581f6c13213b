import type { Blender } from '@foldwise/experiments';
import {
  arithmeticMean,
  caruana,
  geometricMean,
  hillClimbing,
  logisticStacking,
  nonNegativeStacking,
  rankMean,
  ridgeStacking,
} from '@foldwise/experiments';

const makers: Readonly<Record<string, () => Blender>> = {
  mean: () => arithmeticMean(),
  rankMean: () => rankMean(),
  geometricMean: () => geometricMean(),
  caruana: () => caruana(),
  hillClimbing: () => hillClimbing(),
  nonNegativeStacking: () => nonNegativeStacking(),
  ridgeStacking: () => ridgeStacking(),
  logisticStacking: () => logisticStacking(),
};

/** What `--method` takes: `auto`, which is all that suit the task, or one. */
export const blendMethods: readonly string[] = ['auto', ...Object.keys(makers)];

/** The blender of a method; undefined for `auto`. */
export function blenderNamed(method: string): Blender | undefined {
  return makers[method]?.();
}

/** The method that a blender of this kind is made by. */
export function methodOf(kind: string): string | undefined {
  return Object.keys(makers).find((method) => makers[method]!().spec.kind === kind);
}
