import { pathOf } from '../autodiff/place.ts';
import { type Arena, roomFor } from './arena.ts';
import type { Buffer, Instruction } from './instruction.ts';

/** A buffer's place within the memory of a step. */
interface Entry {
  readonly buffer: Buffer;
  readonly offset: number;
  readonly end: number;
}

/**
 * Gives an address to every buffer that lives within a step, so that those whose lives do not overlap share memory: in the order of
 * the instructions, first fit.
 */
export function planBuffers(instructions: readonly Instruction[], arena: Arena): void {
  const lastUse = new Map<Buffer, number>();
  instructions.forEach(({ reads, writes }, index) => {
    for (const buffer of [...reads, ...writes]) lastUse.set(buffer, index);
  });
  const placed = new Map<Buffer, Entry>();
  const live: Entry[] = [];
  instructions.forEach(({ writes, reads }, index) => {
    for (const buffer of writes) {
      if (buffer.address !== undefined || placed.has(buffer)) continue;
      const room = roomFor(buffer.bytes);
      const offset = firstFit(live, room);
      const entry = { buffer, offset, end: offset + room };
      live.push(entry);
      live.sort((x, y) => x.offset - y.offset);
      placed.set(buffer, entry);
    }
    for (const buffer of [...reads, ...writes]) {
      if (lastUse.get(buffer) !== index) continue;
      const at = live.findIndex((entry) => entry.buffer === buffer);
      if (at >= 0) live.splice(at, 1);
    }
  });
  const bytes = [...placed.values()].reduce((size, { end }) => Math.max(size, end), 0);
  const base = arena.take(bytes, describe(instructions, [...placed.keys()]));
  for (const { buffer, offset } of placed.values()) buffer.address = base + offset;
}

/** Intermediate results in words: the largest of them, and the layer that makes it. */
function describe(instructions: readonly Instruction[], buffers: readonly Buffer[]): string {
  if (buffers.length === 0) return 'intermediate results';
  const largest = buffers.reduce((most, buffer) => (buffer.bytes > most.bytes ? buffer : most));
  const { makes = '', place } = instructions.find(({ writes }) => writes.includes(largest))!;
  const what = makes === '' ? largest.name : makes;
  return `intermediate results, the largest ${what}${place === undefined ? '' : ` in ${pathOf(place)}`},`;
}

/** The lowest offset at which so many bytes are free; the live ones are in order. */
function firstFit(live: readonly Entry[], bytes: number): number {
  let offset = 0;
  for (const entry of live) {
    if (entry.offset - offset >= bytes) return offset;
    offset = Math.max(offset, entry.end);
  }
  return offset;
}
