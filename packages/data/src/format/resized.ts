/**
 * The first cells of an array, or all of them and room for more. The array that is given is of no use then: its memory is moved or
 * freed at once, not when garbage is collected, so that no two copies of a file's columns are there.
 */
export function resized<T extends Float64Array | Int32Array | Uint8Array>(array: T, length: number): T {
  if (array.length === length) return array;
  const make = array.constructor as new (source: number | ArrayBuffer) => T;
  if (array.length === 0) return new make(length);
  return new make((array.buffer as ArrayBuffer).transfer(length * array.BYTES_PER_ELEMENT));
}
