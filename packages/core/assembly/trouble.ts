/** Why a step could not go on: 0 it could; above 0 a code names none of so many rows; below 0 a rate of dropout is none. */
export let trouble: i32 = 0;
/** The number that was wrong. */
export let troubleNumber: f32 = 0;

/** Where the instruction lies that was begun last: the one that could not go on, if a step did not. */
export let instruction: usize = 0;

// @ts-ignore: decorator
@inline
export function begin(at: usize): void {
  instruction = at;
}

export function report(about: i32, number: f32): void {
  trouble = about;
  troubleNumber = number;
}
