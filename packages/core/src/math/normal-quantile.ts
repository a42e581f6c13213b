import { log } from './log.ts';

/** Σ coefficients[i] · xⁱ. */
function polynomial(x: number, coefficients: readonly number[]): number {
  let sum = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) sum = sum * x + coefficients[i]!;
  return sum;
}

// Each pair: numerator and denominator, lowest power first, to the digits that a float64 holds. Wichura (1988), algorithm AS 241, "PPND16".
const middle = [
  [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
    67265.7709270087, 33430.57558358813, 2509.0809287301227,
  ],
  [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
] as const;
const flank = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
] as const;
const tail = [
  [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
    1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
  ],
] as const;

/**
 * The number that a standard normal deviate stays below with this probability, right to 16 digits; ∓Infinity at 0 and 1.
 *
 * Wichura (1988), "Algorithm AS 241: The Percentage Points of the Normal Distribution".
 *
 * @example
 * normalQuantile(0.975); // 1.96, to two digits
 */
export function normalQuantile(probability: number): number {
  const fromHalf = probability - 0.5;
  if (Math.abs(fromHalf) <= 0.425) {
    const r = 0.180625 - fromHalf * fromHalf;
    return (fromHalf * polynomial(r, middle[0])) / polynomial(r, middle[1]);
  }
  const outside = Math.min(probability, 1 - probability);
  if (outside <= 0) return fromHalf < 0 ? -Infinity : Infinity;
  const r = Math.sqrt(-log(outside));
  const [above, below, shift] = r <= 5 ? [...flank, 1.6] : [...tail, 5];
  const size = polynomial(r - shift, above) / polynomial(r - shift, below);
  return fromHalf < 0 ? -size : size;
}
