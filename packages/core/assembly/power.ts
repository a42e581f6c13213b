import { address, real, word } from './instruction';

/**
 * x to a power that has no kernel of its own, number by number in float64 (AssemblyScript's own function, not the engine's).
 * Words: rows, columns, from, its stride, to, its stride, exponent.
 */
export function power(at: usize): void {
  const columns = <usize>word(at, 2);
  const exponent = <f64>real(at, 7);
  let from = address(at, 3);
  let to = address(at, 5);
  for (let rows = word(at, 1); rows > 0; rows--, from += address(at, 4), to += address(at, 6)) {
    for (let i: usize = 0; i < columns << 2; i += 4) {
      store<f32>(to + i, <f32>NativeMath.pow(<f64>load<f32>(from + i), exponent));
    }
  }
}
