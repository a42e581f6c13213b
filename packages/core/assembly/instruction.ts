/** Words of an instruction: its number, then what the kernel takes. */
export const WORDS: usize = 24;

/** The number of the first elementwise kernel. */
export const FIRST_ELEMENTWISE: i32 = 64;

/** Where an operand that is one number a row is spread to a vector, one place for each of three operands. */
const SPREAD: usize = memory.data(96, 16);

// @ts-ignore: decorator
@inline
export function word(at: usize, index: i32): i32 {
  return load<i32>(at + (<usize>index << 2));
}

// @ts-ignore: decorator
@inline
export function address(at: usize, index: i32): usize {
  return <usize>load<u32>(at + (<usize>index << 2));
}

// @ts-ignore: decorator
@inline
export function real(at: usize, index: i32): f32 {
  return load<f32>(at + (<usize>index << 2));
}

/** The address of row (i, j) of the operand whose four words begin at `index`; one number a row is spread to a vector first. */
// @ts-ignore: decorator
@inline
export function operand(at: usize, index: i32, i: usize, j: usize, place: usize): usize {
  const row = address(at, index) + i * address(at, index + 1) + j * address(at, index + 2);
  if (!word(at, index + 3)) return row;
  const spread = SPREAD + place * 32;
  const value = v128.load32_splat(row);
  v128.store(spread, value);
  v128.store(spread, value, 16);
  return spread;
}

/** How far that operand moves from one vector pair to the next. */
// @ts-ignore: decorator
@inline
export function operandStep(at: usize, index: i32): usize {
  return word(at, index + 3) ? 0 : 32;
}
