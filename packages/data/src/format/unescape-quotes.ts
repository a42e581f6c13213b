const QUOTE = 34;

/** `bytes[start, end)` with each doubled quote made one: the inside of a quoted cell. */
export function unescapeQuotes(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const plain = new Uint8Array(end - start);
  let length = 0;
  for (let at = start; at < end; at++) {
    plain[length++] = bytes[at]!;
    if (bytes[at] === QUOTE) at++;
  }
  return plain.subarray(0, length);
}
