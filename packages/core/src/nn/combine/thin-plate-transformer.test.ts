import { describe, expect, test } from 'vitest';
import { rng } from '../../random/rng.ts';
import { tensor, zeros } from '../../tensor/make.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { computed } from '../../testing/computed.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { lcg } from '../../testing/lcg.ts';
import { evaluation } from '../evaluation.ts';
import { tanh } from '../layers/activation.ts';
import { dense } from '../layers/dense.ts';
import { flatten } from '../layers/flatten.ts';
import { sequential } from './sequential.ts';
import { placesOfImage } from './read-at.ts';
import { spatialTransformer } from './spatial-transformer.ts';
import { thinPlate } from './thin-plate.ts';
import { thinPlateTransformer } from './thin-plate-transformer.ts';

const looks = sequential(flatten(), dense({ units: 8 }), tanh());
describeLayer(thinPlateTransformer(looks, { points: 2 }), { input: [3, 4, 2], refuses: [[], [12], [3, 4]] });
describe('to another size', () => {
  const nine = sequential(flatten(), dense({ units: 18 }), tanh());
  describeLayer(thinPlateTransformer(nine, { points: 3, size: [2, 3] }), { input: [3, 3, 1] });
});

const points = placesOfImage(3, 3);

test('the plate goes through its control points', () => {
  const { data } = thinPlate(points, points);
  data.forEach((share, i) => expect(share).toBeCloseTo(i % 9 === Math.floor(i / 9) ? 1 : 0, 12));
});

test('the plate does not bend where it need not: shifts that grow evenly grow evenly in between', () => {
  const random = rng('places');
  const places = [0, 1].map(() => Array.from({ length: 20 }, () => random.normal()));
  const [across, down] = places as [number[], number[]];
  const { data } = thinPlate(points, [across, down]);
  const shift = (u: number, v: number): number => 0.3 - 0.2 * u + 0.7 * v;
  across.forEach((u, place) => {
    const got = points[0].reduce((sum, p, i) => sum + shift(p, points[1][i]!) * data[20 * i + place]!, 0);
    expect(got).toBeCloseTo(shift(u, down[place]!), 12);
  });
});

test('with shifts that grow evenly it is the spatial transformer', () => {
  const image = lcg(2).tensor([1, 4, 5, 2], 0, 1);
  const theta = [-0.3, 0.2, 0.1, 0.4, -0.1, -0.2];
  const give = (bias: readonly number[]) =>
    [[], { kernel: zeros([40, bias.length]), bias: tensor(bias) }] as const;
  const shifts = [0, 3].flatMap((row) =>
    points[0].map((u, i) => theta[row]! * u + theta[row + 1]! * points[1][i]! + theta[row + 2]!),
  );
  const plate = thinPlateTransformer(sequential(flatten(), dense({ units: 18 })), { points: 3 });
  const plane = spatialTransformer(sequential(flatten(), dense({ units: 6 })));
  const [got, wanted]: Tensor[] = [
    computed(plate.apply(give(shifts), image, evaluation)),
    computed(plane.apply(give(theta), image, evaluation)),
  ];
  got!.data.forEach((pixel, i) => expect(pixel).toBeCloseTo(wanted!.data[i]!, 11));
});

test('what does not fit is refused', () => {
  expect(() => thinPlateTransformer(looks, { points: 3 }).outputShape([3, 3, 1])).toThrow(
    'thinPlateTransformer: expected sequential to give 18 numbers, two for each point, got [8]',
  );
  expect(() => thinPlateTransformer(looks, { points: 1 })).toThrow(
    'thinPlateTransformer: expected points to be an integer of at least 2, got 1',
  );
});
