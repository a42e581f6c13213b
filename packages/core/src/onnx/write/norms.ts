import type { ModelWriter } from './model-writer.ts';
import type { WholeTranslation, WholeTranslations } from './translation.ts';

interface Normalising {
  readonly epsilon: number;
}

/** The options of a layer: whoever translates a layer knows their types. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
function optionsOf<O>(spec: object): O {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return spec as O;
}

/** Runs a task on a value whose channels, last here, are second, as in ONNX. */
export function withChannelsSecond(
  to: ModelWriter,
  x: string,
  axes: number,
  task: (turned: string) => string,
): string {
  const places = Array.from({ length: axes }, (_, axis) => axis).slice(1, -1);
  const turned = to.transposed(x, [0, axes - 1, ...places]);
  return to.transposed(task(turned), [0, ...places.map((axis) => axis + 1), 1]);
}

const batchNorm: WholeTranslation = (to, { x, scale, shift, mean, variance }, { spec, lengths }) => {
  const { epsilon, momentum } = optionsOf<Normalising & { readonly momentum: number }>(spec);
  const attributes = { epsilon: { real: epsilon }, momentum: { real: 1 - momentum } };
  return withChannelsSecond(to, x!, lengths.length, (turned) =>
    to.node('BatchNormalization', [turned, scale!, shift!, mean!, variance!], attributes),
  );
};

const layerNorm: WholeTranslation = (to, { x, scale, shift }, { spec }) =>
  to.node('LayerNormalization', [x!, scale!, shift!], {
    axis: -1,
    epsilon: { real: optionsOf<Normalising>(spec).epsilon },
  });

const instanceNorm: WholeTranslation = (to, { x, scale, shift }, { spec, lengths }) =>
  withChannelsSecond(to, x!, lengths.length, (turned) =>
    to.node('InstanceNormalization', [turned, scale!, shift!], {
      epsilon: { real: optionsOf<Normalising>(spec).epsilon },
    }),
  );

/** Runtimes have it for images alone. Of ONNX, α is divided by the number of neighbours. */
const localResponseNorm: WholeTranslation = (to, { x }, { spec, lengths }) => {
  if (lengths.length !== 4) return undefined;
  const { size, alpha, beta, offset } = optionsOf<{
    readonly size: number;
    readonly alpha: number;
    readonly beta: number;
    readonly offset: number;
  }>(spec);
  const attributes = {
    size,
    alpha: { real: alpha * size },
    beta: { real: beta },
    bias: { real: offset },
  };
  return withChannelsSecond(to, x!, 4, (turned) => to.node('LRN', [turned], attributes));
};

/** Norms that ONNX has an operator for. */
export const norms: WholeTranslations = { batchNorm, instanceNorm, layerNorm, localResponseNorm };
