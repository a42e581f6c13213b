import { dropout as drop, greaterEqual, multiply, slice } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { checkShareOrSchedule, specOfRate } from '../../optim/check-hyper.ts';
import type { Schedule } from '../../optim/rule.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { channelsOfPlaces } from './places.ts';
import { withoutWeights } from './without-weights.ts';

/** Dropout that drops or keeps together what lies along some axes, which `sharedAxes` chooses from the axes of a batch. */
export function sharedDropout(
  kind: string,
  rate: Schedule | number,
  sharedAxes: (axes: number) => readonly number[],
): Layer<NoWeights> {
  checkShareOrSchedule(kind, 'the rate', rate);
  return withoutWeights(
    { kind, rate: specOfRate(rate) },
    (input) => {
      channelsOfPlaces(kind, input);
      return input;
    },
    (x, context) => {
      if (!context.training) return x;
      const one = sharedAxes(x.shape.length).reduce((part: Value, axis) => slice(part, axis, 0, 1), x);
      // Ones made of the input, so that the mask belongs to the step: one made of nothing would be drawn while the step is traced.
      const ones = greaterEqual(one, -Infinity);
      const chance = typeof rate === 'number' ? rate : context.at(rate);
      return multiply(x, drop(ones, { rate: chance, key: context.random }));
    },
  );
}
