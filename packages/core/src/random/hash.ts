/** A bijection of 32 bits in which every input bit moves every output bit ("lowbias32" of C. Wellons' hash prospector, bias 0.17). */
export function mix(x: number): number {
  let h = x;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Four 32-bit words: a seed wide enough that no two of the labels of a program meet. */
export type Words = readonly [number, number, number, number];

/**
 * Folds a text into four words: the words of a path of labels, one label after the other.
 *
 * Each lane is FNV-1a with a multiplier of its own, mixed with its neighbour after each UTF-16 unit; the length is folded in last, so
 * `"ab"` is not `"a"` and then `"b"`.
 */
export function foldText(words: Words, text: string): Words {
  let [a, b, c, d] = words;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = b ^ Math.imul(a ^ unit, 0x01000193);
    b = c ^ Math.imul(b ^ unit, 0x85ebca6b);
    c = d ^ Math.imul(c ^ unit, 0xc2b2ae35);
    d = a ^ Math.imul(d ^ unit, 0x27d4eb2f);
  }
  for (let round = 0; round < 3; round++) {
    a = mix(a ^ text.length ^ d);
    b = mix(b ^ a);
    c = mix(c ^ b);
    d = mix(d ^ c);
  }
  return [a >>> 0, b >>> 0, c >>> 0, d >>> 0];
}
