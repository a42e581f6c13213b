import {
  activation,
  adam,
  dense,
  executorFor,
  rng,
  sequential,
  squaredError,
  type Tensor,
} from '@foldwise/core';

/** How fast this thread computes; a rough figure, from some hundred milliseconds. */
export interface Speed {
  /** Billions of multiplications and additions a second, in a product of 512 × 512 matrices. */
  readonly gflops: number;
  /** Rows a second that a network 32→64→64→1 learns from, in batches of 32. */
  readonly rowsPerSecond: number;
}

const side = 512;
const rows = 4096;
const batchSize = 32;
const milliseconds = 250;
/** The first call waits for the compiler, which on a busy machine may take all the time there is. */
const leastCalls = 5;

/** The quickest of as many calls as fit into the time, in seconds: what else the machine does then counts least. */
function quickest(call: () => void): number {
  let least = Infinity;
  let calls = 0;
  const end = performance.now() + milliseconds;
  do {
    calls += 1;
    const start = performance.now();
    call();
    least = Math.min(least, performance.now() - start);
  } while (performance.now() < end || calls < leastCalls);
  return least / 1000;
}

function normals(name: string, shape: readonly number[]): Tensor {
  const random = rng(name);
  const size = shape.reduce((product, length) => product * length, 1);
  return { shape, data: Float64Array.from({ length: size }, () => random.normal()) };
}

/** Measures the compiled executor on its fastest tier, in half a second. */
export function measureSpeed(): Speed {
  const executor = executorFor();
  const layer = dense({ units: side, bias: false });
  const predict = executor.predictor(layer, layer.init([side], rng(0)));
  const square = normals('features', [side, side]);
  const product = quickest(() => void predict(square));

  const hidden = () => [dense({ units: 64 }), activation('relu')];
  const network = sequential(...hidden(), ...hidden(), dense({ units: 1 }));
  const program = { network, loss: squaredError(), optimizer: adam(), totalSteps: 1e6 };
  const trainer = executor.trainer(program, network.init([32], rng(0)));
  const data = { features: normals('rows', [rows, 32]), target: normals('target', [rows]) };
  const batches = rows / batchSize;
  const pass = { data, order: Uint32Array.from({ length: rows }, (_, i) => i), batchSize };
  const seeds = new Uint32Array(batches);
  let firstStep = 0;
  const epoch = quickest(() => {
    trainer.steps({ ...pass, seeds, firstStep }, 0, batches);
    firstStep += batches;
  });
  return { gflops: (2 * side ** 3) / product / 1e9, rowsPerSecond: rows / epoch };
}
