import { describe, expect, test } from 'vitest';
import { square } from '../autodiff/ops/index.ts';
import { isTraced, primitive, type Value } from '../autodiff/primitive.ts';
import type { Layer, NoWeights } from '../nn/layer.ts';
import { dense } from '../nn/layers/dense.ts';
import { noWeights } from '../nn/no-weights.ts';
import { rng } from '../random/rng.ts';
import { tensor } from '../tensor/make.ts';
import { compiledMismatches } from './compiled-mismatches.ts';

const x = tensor([
  [1, 2],
  [0.5, -1],
  [3, 1],
  [-2, 0.25],
]);

function made(apply: Layer<NoWeights>['apply']): Layer<NoWeights> {
  return { spec: { kind: 'made' }, outputShape: (input) => input, init: () => noWeights, apply };
}

describe('what is compared with the reference', () => {
  test('a layer of known ops is the same', () => {
    const layer = dense({ units: 3 });
    expect(compiledMismatches(layer, layer.init([2], rng(1)), x, true)).toEqual({ far: [], missing: [] });
  });

  test('an op without a kernel is named every time', () => {
    const own: (params: null, x: Value) => Value = primitive<null>({
      name: 'halved',
      shape: ([shape]) => shape!,
      forward: ([t]) => ({ shape: t!.shape, data: t!.data.map((number) => number / 2) }),
      backward: (gradient) => [() => own(null, gradient)],
    });
    const layer = made((_, at) => own(null, at));
    for (let time = 0; time < 2; time++) {
      const { far, missing } = compiledMismatches(layer, noWeights, x, true);
      expect(far).toEqual([]);
      expect(missing).toEqual([expect.stringMatching(/^no kernel for halved/)]);
    }
  });

  test('a layer that does another thing while it is traced is found out', () => {
    // On the tape of the reference each value is traced by a tape; the graph's tracer has level 0.
    const layer = made((_, at) => (isTraced(at) && at.tracer.level === 0 ? square(at) : at));
    const { far } = compiledMismatches(layer, noWeights, x, false);
    expect(far.map((line) => line.replace(/ by .*/, ''))).toContain('plain: prediction');
  });
});
