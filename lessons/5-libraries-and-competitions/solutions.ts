import { conv2d, describeNetwork, type Layer, maxPool2d, ops, tensor, type Value } from '@foldwise/core';
import { valueAndGradient } from '@foldwise/core';
import { coverageOf } from './coverage.ts';
import { network } from './digit-recognizer.ts';

/** Exercise 1: the slope of the slope of a function at a place. */
export function secondDerivative(f: (x: Value) => Value, at: number): number {
  const slopeAt = (x: Value): Value =>
    ops.sum(valueAndGradient((inner: Value) => ops.sum(f(inner)), x).gradient);
  return valueAndGradient(slopeAt, tensor([at])).gradient.data[0]!;
}

/** So many convolutions of 3 by 3, then a pooling, then so many more. */
function stack(before: number, after: number): readonly Layer[] {
  const convolutions = (count: number) =>
    Array.from({ length: count }, () => conv2d({ filters: 8, kernelSize: 3, padding: 'same' }));
  return [...convolutions(before), maxPool2d({ size: 2 }), ...convolutions(after)];
}

/** Exercise 2: the most convolutions, with one pooling among them, that pass both of nolearn's tests on 28 by 28 pixels. */
export function deepest(): { readonly before: number; readonly after: number } {
  const sizes = Array.from({ length: 12 }, (_, i) => i);
  const passing = sizes.flatMap((before) =>
    sizes
      .filter((after) =>
        coverageOf(stack(before, after), 28).every(
          ({ capacity, coverage }) => capacity >= 100 / 6 && coverage <= 100,
        ),
      )
      .map((after) => ({ before, after })),
  );
  return passing.reduce((best, one) => (one.before + one.after > best.before + best.after ? one : best));
}

/** Exercise 3: the layers of the submission's network with what each learns, the largest first. */
export function largestLayers(): readonly { readonly kind: string; readonly parameters: number }[] {
  const [whole, ...layers] = describeNetwork(network, [784]);
  return [whole!, ...layers.toSorted((a, b) => b.parameters - a.parameters)];
}

/** Exercise 4: the label that most lists name for each image; of equals, that of the first list that names one. */
export function voted(lists: readonly (readonly number[])[]): readonly number[] {
  return lists[0]!.map((_, row) => {
    const votes = lists.map((labels) => labels[row]!);
    const countOf = (label: number) => votes.filter((vote) => vote === label).length;
    return votes.reduce((best, label) => (countOf(label) > countOf(best) ? label : best));
  });
}
