import { expect, test } from 'vitest';
import type { Instruction } from './instruction.ts';
import { freshMachine } from './machine.ts';
import { ONCE, runProgram } from './run-program.ts';
import { loadTier } from './tier.ts';
import { writeProgram } from './write-program.ts';

/** Clears a line of memory, that of a layer. */
function programOf(address: number) {
  const machine = freshMachine(loadTier('plain')!);
  const buffer = { name: 'line', bytes: 64, address };
  const clear: Instruction = {
    kernel: 'Kernel.clear',
    words: [{ buffer }, 64],
    reads: [],
    writes: [buffer],
    makes: 'relu [4, 4]',
    place: { inside: ['sequential[1]'], kind: 'relu', isGradient: false },
  };
  const kept = machine.arena.keep('line', 64);
  const fine = { ...clear, words: [{ buffer: kept }, 64] };
  return { machine, written: writeProgram([fine, clear, fine], machine) };
}

test('a trap is an error that names layer and kernel, and asks to be reported', () => {
  const { machine, written } = programOf(2 ** 31);
  expect(() => runProgram(machine.kernels, written, ONCE)).toThrow(
    'sequential[1] > relu > compiled executor: expected Kernel.clear for relu [4, 4] to end, got "memory access out of bounds" — this is a defect of foldwise: please report it',
  );
});

test('a program that is right runs to its end', () => {
  const { machine, written } = programOf(machineBase());
  expect(runProgram(machine.kernels, written, ONCE)).toBe(1);
});

function machineBase(): number {
  return freshMachine(loadTier('plain')!).arena.end;
}
