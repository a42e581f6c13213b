/** Words of an instruction: its number, then what the kernel takes. */
export const WORDS: usize = 48;

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
