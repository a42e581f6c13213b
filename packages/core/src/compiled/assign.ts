import type { GraphNode } from './graph.ts';
import type { Buffer, Instruction } from './instruction.ts';
import type { GraphLowering } from './lower/graph-lowering.ts';

/** A node whose numbers are to stand, when the step is over, where something that outlives it does. */
export interface Assignment {
  readonly node: GraphNode;
  readonly to: Buffer;
}

function copy(from: Buffer, to: Buffer): Instruction {
  return {
    kernel: 'Kernel.copyRows',
    words: [1, 1, to.bytes, { buffer: from }, 0, 0, { buffer: to }, 0, 0],
    reads: [from],
    writes: [to],
  };
}

/** Whether the instruction that makes `buffer` may as well write to `to`: it alone makes it, and nobody needs the old numbers then. */
function canMake(instructions: readonly Instruction[], guard: number, buffer: Buffer, to: Buffer): boolean {
  if (buffer.address !== undefined) return false;
  const made = instructions.findIndex(({ writes }) => writes.includes(buffer));
  // What comes before the guard happens also in a step that ends there.
  if (made <= guard || instructions.findLastIndex(({ writes }) => writes.includes(buffer)) !== made)
    return false;
  const { reads, inPlace = false } = instructions[made]!;
  if (reads.includes(to) && !inPlace) return false;
  return !instructions.some((instruction, index) => index > made && instruction.reads.includes(to));
}

/**
 * Lets the instruction that makes a result write it where it is to stand, if nothing reads the old numbers after that; copies it there
 * at the end if something does. All results are those of the numbers before the step, whatever is assigned to what.
 */
export function assigned(
  instructions: readonly Instruction[],
  assignments: readonly Assignment[],
  lowering: Pick<GraphLowering, 'place'>,
): readonly Instruction[] {
  const whole = [...instructions];
  const guard = whole.findIndex(({ kernel }) => kernel === 'Kernel.guardLoss');
  const moved = new Map<Buffer, Buffer>();
  const placed = assignments.map(({ node, to }) => ({ from: lowering.place(node).buffer, to }));
  const left = placed.filter(({ from, to }) => from !== to);
  // What outlives the step, and may be written to before it is copied, is put aside first.
  const written = new Set(left.map(({ to }) => to));
  const copies = left.flatMap(({ from, to }) => {
    if (!written.has(from)) return [];
    const aside = { name: 'aside', bytes: from.bytes };
    whole.push(copy(from, aside));
    return [copy(aside, to)];
  });
  for (const { from, to } of left) {
    if (written.has(from)) continue;
    if (!moved.has(from) && canMake(whole, guard, from, to)) moved.set(from, to);
    else copies.push(copy(from, to));
  }
  return [...whole, ...copies].map((instruction) => withBuffers(instruction, moved));
}

/** The instruction with some buffers in the place of others. */
function withBuffers(instruction: Instruction, moved: ReadonlyMap<Buffer, Buffer>): Instruction {
  const instead = (buffer: Buffer): Buffer => moved.get(buffer) ?? buffer;
  return {
    ...instruction,
    reads: instruction.reads.map(instead),
    writes: instruction.writes.map(instead),
    words: instruction.words.map((word) =>
      typeof word === 'object' && 'buffer' in word ? { ...word, buffer: instead(word.buffer) } : word,
    ),
  };
}
