import { address, word } from './instruction';
import { report } from './trouble';

// @ts-ignore: decorator
@inline
function codeAt(from: usize, rows: i32): i32 {
  const code = load<f32>(from);
  const whole = <i32>code;
  if (<f32>whole == code && whole >= 0 && whole < rows) return whole;
  report(rows, code);
  return -1;
}

/**
 * Rows of a table by code; `false` where a code names none. Words: rows, columns of codes, codes, their stride, table, its stride, its
 * rows, bytes, to, its stride.
 */
export function gatherRows(at: usize): bool {
  const columns = word(at, 2);
  const tableRows = word(at, 7);
  const bytes = address(at, 8);
  let codes = address(at, 3);
  let to = address(at, 9);
  for (let r = word(at, 1); r > 0; r--, codes += address(at, 4)) {
    for (let c: usize = 0; c < <usize>columns; c++, to += address(at, 10)) {
      const code = codeAt(codes + (c << 2), tableRows);
      if (code < 0) return false;
      memory.copy(to, address(at, 5) + <usize>code * address(at, 6), bytes);
    }
  }
  return true;
}

/** Adds rows to the rows of a table by code; `false` where a code names none. Words as `gatherRows`; the table is what is added to. */
export function scatterRows(at: usize): bool {
  const columns = word(at, 2);
  const tableRows = word(at, 7);
  const bytes = address(at, 8);
  let codes = address(at, 3);
  let from = address(at, 9);
  for (let r = word(at, 1); r > 0; r--, codes += address(at, 4)) {
    for (let c: usize = 0; c < <usize>columns; c++, from += address(at, 10)) {
      const code = codeAt(codes + (c << 2), tableRows);
      if (code < 0) return false;
      const into = address(at, 5) + <usize>code * address(at, 6);
      for (let i: usize = 0; i < bytes; i += 16) {
        v128.store(into + i, f32x4.add(v128.load(into + i), v128.load(from + i)));
      }
    }
  }
  return true;
}

/**
 * A 1 where a code says, in rows that are cleared; `false` where one names no class. Words: rows, columns of codes, codes, their
 * stride, classes, to, its stride.
 */
export function markCodes(at: usize): bool {
  const columns = word(at, 2);
  const classes = word(at, 5);
  let codes = address(at, 3);
  let to = address(at, 6);
  for (let r = word(at, 1); r > 0; r--, codes += address(at, 4)) {
    for (let c: usize = 0; c < <usize>columns; c++, to += address(at, 7)) {
      const code = codeAt(codes + (c << 2), classes);
      if (code < 0) return false;
      store<f32>(to + (<usize>code << 2), 1);
    }
  }
  return true;
}
