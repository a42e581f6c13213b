import { exp } from '@foldwise/core';

/** What goes in and what should come out. */
export const inputs = [0.05, 0.1] as const;
export const targets = [0.01, 0.99] as const;

/** Weights w₁ … w₈ and the biases, one for each neuron: h₁, h₂, o₁, o₂. */
export interface Network {
  readonly w: readonly number[];
  readonly biases: readonly number[];
}

/** As the example starts. */
export const start: Network = {
  w: [0.15, 0.2, 0.25, 0.3, 0.4, 0.45, 0.5, 0.55],
  biases: [0.35, 0.35, 0.6, 0.6],
};

export function sigmoid(z: number): number {
  return 1 / (1 + exp(-z));
}

/** Every number on the way from the inputs to the error. */
export function forward({ w, biases }: Network) {
  const [i1, i2] = inputs;
  const netH1 = w[0]! * i1 + w[1]! * i2 + biases[0]!;
  const netH2 = w[2]! * i1 + w[3]! * i2 + biases[1]!;
  const [outH1, outH2] = [sigmoid(netH1), sigmoid(netH2)];
  const netO1 = w[4]! * outH1 + w[5]! * outH2 + biases[2]!;
  const netO2 = w[6]! * outH1 + w[7]! * outH2 + biases[3]!;
  const [outO1, outO2] = [sigmoid(netO1), sigmoid(netO2)];
  const errorO1 = (targets[0] - outO1) ** 2 / 2;
  const errorO2 = (targets[1] - outO2) ** 2 / 2;
  return {
    netH1,
    netH2,
    outH1,
    outH2,
    netO1,
    netO2,
    outO1,
    outO2,
    errorO1,
    errorO2,
    error: errorO1 + errorO2,
  };
}

/** Every number on the way back: how much the error changes with each. */
export function backward({ w }: Network, there: ReturnType<typeof forward>) {
  const { outH1, outH2, outO1, outO2 } = there;
  const errorByOutO1 = outO1 - targets[0];
  const outByNetO1 = outO1 * (1 - outO1);
  const deltaO1 = errorByOutO1 * outByNetO1;
  const deltaO2 = (outO2 - targets[1]) * outO2 * (1 - outO2);
  const errorO1ByOutH1 = deltaO1 * w[4]!;
  const errorO2ByOutH1 = deltaO2 * w[6]!;
  const errorByOutH1 = errorO1ByOutH1 + errorO2ByOutH1;
  const errorByOutH2 = deltaO1 * w[5]! + deltaO2 * w[7]!;
  const outByNetH1 = outH1 * (1 - outH1);
  const deltaH1 = errorByOutH1 * outByNetH1;
  const deltaH2 = errorByOutH2 * outH2 * (1 - outH2);
  const [i1, i2] = inputs;
  return {
    errorByOutO1,
    outByNetO1,
    deltaO1,
    deltaO2,
    errorO1ByOutH1,
    errorO2ByOutH1,
    errorByOutH1,
    errorByOutH2,
    outByNetH1,
    deltaH1,
    deltaH2,
    slopes: [
      deltaH1 * i1,
      deltaH1 * i2,
      deltaH2 * i1,
      deltaH2 * i2,
      deltaO1 * outH1,
      deltaO1 * outH2,
      deltaO2 * outH1,
      deltaO2 * outH2,
    ],
    biasSlopes: [deltaH1, deltaH2, deltaO1, deltaO2],
  };
}

/** One step down, all weights at once; the biases stay where they are unless they are to learn too. */
export function learn(network: Network, learningRate = 0.5, withBiases = false): Network {
  const { slopes, biasSlopes } = backward(network, forward(network));
  return {
    w: network.w.map((weight, i) => weight - learningRate * slopes[i]!),
    biases: network.biases.map((bias, i) => (withBiases ? bias - learningRate * biasSlopes[i]! : bias)),
  };
}

/** The same, but the weights of the outputs first, so that the hidden neurons already see the new ones: a fault. */
export function learnInTurn(network: Network, learningRate = 0.5): Network {
  const there = forward(network);
  const outer = backward(network, there).slopes;
  const half = {
    ...network,
    w: network.w.map((weight, i) => (i < 4 ? weight : weight - learningRate * outer[i]!)),
  };
  const inner = backward(half, there).slopes;
  return { ...network, w: half.w.map((weight, i) => (i < 4 ? weight - learningRate * inner[i]! : weight)) };
}
