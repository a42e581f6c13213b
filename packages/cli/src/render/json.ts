import type { Io } from '../io.ts';

/** Prints data for another program, and a newline. */
export function printJson(io: Io, value: unknown): void {
  io.out.write(`${JSON.stringify(value, null, 2)}\n`);
}
