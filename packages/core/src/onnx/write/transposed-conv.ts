import { withChannelsSecond } from './norms.ts';
import type { WholeTranslation, WholeTranslations } from './translation.ts';

/** A number, or one for each direction, as a list. */
function listed(option: unknown): readonly number[] {
  // What a transposed convolution says of itself.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return typeof option === 'number' ? [option] : (option as readonly number[]);
}

/** Filters here are `[…size, inputs/groups, filters]`, in ONNX `[inputs, filters/groups, …size]`. */
const transposedConv: WholeTranslation = (to, { x, kernel }, { spec, inputs, lengths }) => {
  const { padding, groups } = spec;
  // What `same` cuts off is said by the ops.
  if (padding === 'same') return undefined;
  const [size, strides, dilations, extra] = ['kernelSize', 'stride', 'dilation', 'extra'].map((option) =>
    listed(spec[option]),
  );
  const zeros = padding === 'valid' ? size!.map(() => 0) : listed(padding);
  // Lengths of weights do not depend on the rows.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const [channels, filters] = inputs['kernel']!.lengths.slice(-2) as readonly number[] as [number, number];
  const group = groups as number;
  const directions = size!.map((_, axis) => axis);
  const [ofGroup, groupAxis, filterAxis] = [0, 1, 2].map((i) => directions.length + i);
  const apart = [...size!, channels, group, filters / group];
  const order = [groupAxis!, ofGroup!, filterAxis!, ...directions];
  const turned = to.transposed(to.reshaped(kernel!, inputs['kernel']!.lengths, apart), order);
  const filter = to.reshaped(
    turned,
    order.map((axis) => apart[axis]!),
    [group * channels, filters / group, ...size!],
  );
  return withChannelsSecond(to, x!, lengths.length, (images) =>
    to.node('ConvTranspose', [images, filter], {
      kernel_shape: size!,
      strides: strides!,
      dilations: dilations!,
      pads: [...zeros, ...zeros],
      output_padding: extra!,
      group,
    }),
  );
};

/** Transposed convolutions along sequences and over images; those of volumes are written in ops, as all that is read of volumes. */
export const transposedConvolutions: WholeTranslations = {
  transposedConv1d: transposedConv,
  transposedConv2d: transposedConv,
};
