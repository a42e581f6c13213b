const QUOTE = 34;

let room = new Uint8Array(256);

/**
 * `bytes[start, end)` with each doubled quote made one: the inside of a quoted cell. Of use until the next is asked for, since every cell is written
 * into the same memory: a file may have millions.
 */
export function unescapeQuotes(bytes: Uint8Array, start: number, end: number): Uint8Array {
  if (room.length < end - start) room = new Uint8Array(2 * (end - start));
  let length = 0;
  for (let at = start; at < end; at++) {
    room[length++] = bytes[at]!;
    if (bytes[at] === QUOTE) at++;
  }
  return room.subarray(0, length);
}
