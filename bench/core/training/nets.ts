/** A network, how it is trained and on how many rows, for all sides alike: they get it as JSON. */
export interface Net {
  readonly name: string;
  readonly kind: 'mlp' | 'lenet' | 'realmlp' | 'tabm';
  /** Inputs, hidden layers and outputs of an MLP; inputs and outputs of the others. */
  readonly sizes: readonly number[];
  readonly activation: 'relu' | 'sigmoid';
  /** Whether the activation also follows the last layer. */
  readonly activatesOutput: boolean;
  readonly loss: 'squared' | 'crossEntropy';
  readonly optimizer: 'adam' | 'adamW' | 'sgd';
  readonly learningRate: number;
  readonly batch: number;
  /** Rows of an epoch, a multiple of the batch. */
  readonly rows: number;
  /** Columns of codes after the numbers, and how many codes each has. */
  readonly categorical: number;
  readonly levels: number;
}

const plain = {
  kind: 'mlp',
  activation: 'relu',
  activatesOutput: false,
  loss: 'squared',
  optimizer: 'adam',
  learningRate: 1e-3,
  rows: 8192,
  categorical: 0,
  levels: 0,
} as const;

const small = { ...plain, sizes: [32, 64, 64, 1] };

/** Digits in the two ways of the tutorials, small and large tables, a network for images and two for tables. */
export const nets: readonly Net[] = [
  { ...small, name: '32→64→64→1, batch 32', batch: 32 },
  { ...small, name: '32→64→64→1, batch 256', batch: 256 },
  { ...plain, name: '100→256³→1, batch 256', sizes: [100, 256, 256, 256, 1], batch: 256 },
  { ...plain, name: '784→128→10, batch 128', sizes: [784, 128, 10], loss: 'crossEntropy', batch: 128 },
  {
    ...plain,
    name: '784→30→10 sigmoid SGD, batch 10',
    sizes: [784, 30, 10],
    activation: 'sigmoid',
    activatesOutput: true,
    optimizer: 'sgd',
    learningRate: 3,
    batch: 10,
    rows: 8190,
  },
  {
    ...plain,
    name: 'LeNet 28×28, batch 64',
    kind: 'lenet',
    sizes: [784, 10],
    loss: 'crossEntropy',
    batch: 64,
    rows: 2048,
  },
  {
    ...plain,
    name: 'RealMLP 30 + 10 columns, batch 256',
    kind: 'realmlp',
    sizes: [30, 1],
    optimizer: 'adamW',
    learningRate: 0.04,
    batch: 256,
    rows: 4096,
    categorical: 10,
    levels: 20,
  },
  {
    ...plain,
    name: 'TabM k = 32, 2×256, batch 256',
    kind: 'tabm',
    sizes: [30, 1],
    optimizer: 'adamW',
    learningRate: 2e-3,
    batch: 256,
    rows: 1024,
  },
];
