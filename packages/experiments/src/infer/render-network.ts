import type { Guess } from './guess.ts';

/** `competition.ts`' network, with fixed values. */
export function renderNetwork({ training }: Guess): string {
  const { units, epochs, batchSize } = training;
  return `neuralNetwork({
      layers: [
        dense({ units: ${units} }),
        activation('silu'),
        dropout(0.1),
        dense({ units: ${units} }),
        activation('silu'),
      ],
      optimizer: adamW({ learningRate: 3e-3, weightDecay: 1e-2 }),
      epochs: ${epochs},
      batchSize: ${batchSize},
    })`;
}

/** `sweeps/mlp.ts`: the same network, its sizes and rates searched. */
export function renderSweep({ training }: Guess): string {
  const { units, epochs, batchSize, trials } = training;
  return `import { activation, adamW, cosine, dense, dropout } from '@foldwise/core';
import { autoSampler, choice, defineSweep, float, int, neuralNetwork } from '@foldwise/experiments';

/** Two hidden layers; p holds the values of a trial. */
export const mlp = defineSweep({
  name: 'mlp',
  space: {
    units: int(${units / 2}, ${units}, { scale: 'log' }),
    activation: choice('relu', 'silu', 'gelu'),
    dropout: float(0, 0.4),
    learningRate: float(2e-3, 2e-2, { scale: 'log' }),
    weightDecay: float(1e-3, 1e-1, { scale: 'log' }),
  },
  sampler: autoSampler(),
  trials: ${trials},
  model: (p) =>
    neuralNetwork({
      layers: [
        dense({ units: p.units }),
        activation(p.activation),
        dropout(p.dropout),
        dense({ units: p.units }),
        activation(p.activation),
      ],
      optimizer: adamW({ learningRate: cosine({ start: p.learningRate }), weightDecay: p.weightDecay }),
      epochs: ${epochs},
      batchSize: ${batchSize},
    }),
});
`;
}
