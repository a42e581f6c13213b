import type { Arena } from './arena.ts';
import { hostOf } from './host.ts';
import type { Instruction, Word } from './instruction.ts';
import type { Kernels } from './kernels.ts';

/** A program in memory. */
export interface Written {
  readonly address: number;
  /** How many instructions. */
  readonly length: number;
  readonly instructions: readonly Instruction[];
}

function writeWord(view: DataView, place: number, word: Word): void {
  if (typeof word === 'number') view.setUint32(place, word, true);
  else if ('real' in word) view.setFloat32(place, word.real, true);
  else view.setUint32(place, word.buffer.address! + (word.offset ?? 0), true);
}

/** Writes instructions into memory, all addresses known. */
export function writeProgram(
  instructions: readonly Instruction[],
  { arena, kernels }: { readonly arena: Arena; readonly kernels: Kernels },
): Written {
  const size = kernels.words * 4;
  const bytes = instructions.length * size;
  const address = arena.take(bytes, 'the program');
  const view = new DataView(arena.memory.buffer, address, bytes);
  instructions.forEach((instruction, index) => {
    const { kernel, words, call } = instruction;
    const number = kernels.numberOf(kernel);
    if (number === undefined) throw new TypeError(`there is no kernel ${kernel}`);
    view.setUint32(index * size, number, true);
    if (call !== undefined) kernels.hosts.set(address + index * size, hostOf(arena, instruction, call));
    words.forEach((word, i) => writeWord(view, index * size + 4 * (i + 1), word));
  });
  return { address, length: instructions.length, instructions };
}
