/** A product C[m, n] = A·B over k; `transposed` gives A as [k, m], as the gradient of a kernel has it. */
export interface Product {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly transposed: boolean;
}

function forward(m: number, n: number, k: number): Product {
  return { m, n, k, transposed: false };
}

function kernelGradient(m: number, n: number, k: number): Product {
  return { m, n, k, transposed: true };
}

/** The products that MLPs are made of: outputs of layers (m rows of the batch), gradients of kernels (k rows of the batch). */
export const products: readonly Product[] = [
  forward(32, 64, 32),
  forward(32, 64, 64),
  forward(256, 64, 32),
  forward(256, 64, 64),
  forward(256, 256, 100),
  forward(256, 256, 256),
  forward(10, 30, 784),
  forward(128, 128, 784),
  forward(128, 10, 128),
  forward(256, 128, 128),
  forward(1024, 64, 64),
  forward(1024, 256, 256),
  forward(256, 512, 512),
  forward(64, 1024, 256),
  forward(512, 512, 512),
  kernelGradient(64, 64, 32),
  kernelGradient(64, 64, 256),
  kernelGradient(256, 256, 256),
  kernelGradient(784, 128, 128),
];

export function nameOf({ m, n, k, transposed }: Product): string {
  return `GEMM ${m}×${n}×${k}${transposed ? ' Aᵀ' : ''}`;
}
