import * as ops from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { tensor } from '../../tensor/make.ts';
import { axisOf } from '../../tensor/shape.ts';
import { entries } from './arrangement.ts';
import type { Call, Operators } from './call.ts';

/** From how many places to how many an axis is brought, and the scale that is told. */
interface Along {
  readonly from: number;
  readonly to: number;
  readonly scale: number;
}

/** Where on the old axis a place of the new one lies. */
function position(call: Call, { from, to, scale }: Along, at: number): number {
  const mode = call.text('coordinate_transformation_mode', 'half_pixel');
  if (mode === 'asymmetric') return at / scale;
  if (mode === 'align_corners') return to === 1 ? 0 : (at * (from - 1)) / (to - 1);
  if (mode === 'pytorch_half_pixel') return to === 1 ? 0 : (at + 0.5) / scale - 0.5;
  if (mode === 'half_pixel') return (at + 0.5) / scale - 0.5;
  throw call.error(`expected positions by half_pixel, asymmetric or align_corners, got ${mode}`);
}

function nearest(call: Call, x: number): number {
  const mode = call.text('nearest_mode', 'round_prefer_floor');
  if (mode === 'floor') return Math.floor(x);
  if (mode === 'ceil') return Math.ceil(x);
  return mode === 'round_prefer_ceil' ? Math.floor(x + 0.5) : Math.ceil(x - 0.5);
}

/** One axis brought to another length: the nearest place, or what lies between two of them. */
function along(call: Call, x: Value, axis: number, lengths: Along): Value {
  const { from, to } = lengths;
  const within = (at: number): number => Math.min(Math.max(at, 0), from - 1);
  const positions = Array.from({ length: to }, (_, at) => position(call, lengths, at));
  if (call.text('mode', 'nearest') === 'nearest') {
    // Runtimes compute positions in float32, where some lie halfway that otherwise would not.
    return entries(x, axis, tensor(positions.map((at) => within(nearest(call, Math.fround(at))))));
  }
  const inside = positions.map(within);
  const shares = tensor(
    inside.map((at) => at - Math.floor(at)),
    x.shape.map((_, i) => (i === axis ? to : 1)),
  );
  const [lower, upper] = [0, 1].map((more) =>
    entries(x, axis, tensor(inside.map((at) => within(Math.floor(at) + more)))),
  );
  return ops.add(lower!, ops.multiply(ops.subtract(upper!, lower!), shares));
}

function resize(call: Call): Value {
  const x = call.value();
  const mode = call.text('mode', 'nearest');
  const isPlain =
    call.int('antialias', 0) === 0 && call.text('keep_aspect_ratio_policy', 'stretch') === 'stretch';
  if (!['nearest', 'linear'].includes(mode) || !isPlain) {
    throw call.error(`expected the nearest place or linear steps, got ${isPlain ? mode : 'another way'}`);
  }
  const axes = (call.ints('axes') ?? x.shape.map((_, axis) => axis)).map((axis) =>
    axisOf('Resize', axis, x.shape),
  );
  const [scales = [], sizes = []] = [call.numbers(2), call.numbers(3)];
  return axes.reduce<Value>((resized, axis, i) => {
    const from = x.shape[axis]!;
    const to = sizes[i] ?? Math.floor(from * (scales[i] ?? 1));
    const scale = sizes.length > 0 ? to / from : (scales[i] ?? 1);
    return to === from && scale === 1 ? resized : along(call, resized, axis, { from, to, scale });
  }, x);
}

/** Operators that bring images to another size. */
export const resizing: Operators = { Resize: resize };
