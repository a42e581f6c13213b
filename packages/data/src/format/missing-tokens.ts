/** Whether `bytes[start, end)` stands for a missing cell. */
export type IsMissingToken = (bytes: Uint8Array, start: number, end: number) => boolean;

/** A test for these tokens on bytes, without making strings. */
export function missingTokenTest(tokens: readonly string[]): IsMissingToken {
  const encoded = tokens.map((token) => new TextEncoder().encode(token));
  const empty = encoded.some((token) => token.length === 0);
  const longest = Math.max(0, ...encoded.map((token) => token.length));
  const begins = new Uint8Array(256);
  for (const token of encoded) if (token.length > 0) begins[token[0]!] = 1;
  return (bytes, start, end) => {
    const length = end - start;
    if (length === 0) return empty;
    if (length > longest || begins[bytes[start]!] === 0) return false;
    return encoded.some(
      (token) => token.length === length && token.every((byte, i) => bytes[start + i] === byte),
    );
  };
}
