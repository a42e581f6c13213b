import { exp, expm1 } from '@foldwise/core/base';

/** (e^{λu} − 1) / λ, and u where λ is 0: the Box-Cox transform of a number with the logarithm u. */
export function powerOf(u: number, lambda: number): number {
  const a = lambda * u;
  return Math.abs(a) < 1e-5 ? u * (1 + a / 2 + (a * a) / 6) : expm1(a) / lambda;
}

/** The derivative of `powerOf` by λ: u² · (a·eᵃ − (eᵃ − 1)) / a² with a = λu, and u²/2 where λ is 0. */
export function powerSlope(u: number, lambda: number): number {
  const a = lambda * u;
  if (Math.abs(a) > 0.5) return u * u * ((a * exp(a) - expm1(a)) / (a * a));
  // The quotient loses its digits near 0: its series Σ aᵏ (k + 1) / (k + 2)! does not.
  let sum = 0;
  let term = 1 / 2;
  for (let k = 0; k < 18; k++) {
    sum += term * (k + 1);
    term *= a / (k + 3);
  }
  return u * u * sum;
}
