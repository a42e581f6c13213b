import { beginStep, guardLoss, takeBatch, takeNumbers, takeScheduled } from './batch';
import { gatherRows, markCodes, scatterRows } from './codes';
import { border, convolution, convolutionGradient } from './convolution';
import { dropout, dropoutAt, uniform } from './dropout';
import { host } from './host';
import { word, WORDS } from './instruction';
import { Kernel } from './kernel';
import { clear, copyRows, permute, reflow, transpose } from './move';
import { power } from './power';
import { product } from './product';
import { maxGroups, maxRows, softmaxRows, sumGroups, sumRows } from './reduce';
import { begin } from './trouble';
import { maxPool, maxPoolGradient, patches, unpatches } from './windows';

export { rowsOfBatch } from './batch';
export { setWide } from './generated/gemm';
export { Kernel } from './kernel';
export { step } from './batch';
export { instruction, trouble, troubleNumber } from './trouble';

/** Where the module's own tables end and the memory of programs may begin. */
export const heapBase: usize = __heap_base;

/** 32-bit words of an instruction. */
export const wordsOfInstruction: usize = WORDS;

/** Runs the instructions of one step; stops where the loss is not finite or a code names no row, and says so by `false`. */
function runStep(program: usize, length: i32, seed: u32): bool {
  for (let at = program; length > 0; length--, at += WORDS << 2) {
    begin(at);
    const kernel = word(at, 0);
    switch (kernel) {
      case Kernel.product: product(at, false); break;
      case Kernel.productTransposed: product(at, true); break;
      case Kernel.sumRows: sumRows(at); break;
      case Kernel.sumGroups: sumGroups(at); break;
      case Kernel.maxRows: maxRows(at); break;
      case Kernel.maxGroups: maxGroups(at); break;
      case Kernel.softmaxRows: softmaxRows(at); break;
      case Kernel.clear: clear(at); break;
      case Kernel.copyRows: copyRows(at); break;
      case Kernel.reflow: reflow(at); break;
      case Kernel.transpose: transpose(at); break;
      case Kernel.permute: permute(at); break;
      case Kernel.gatherRows: if (!gatherRows(at)) return false; break;
      case Kernel.scatterRows: if (!scatterRows(at)) return false; break;
      case Kernel.markCodes: if (!markCodes(at)) return false; break;
      case Kernel.power: power(at); break;
      case Kernel.dropout: dropout(at, seed); break;
      case Kernel.dropoutAt: if (!dropoutAt(at, seed)) return false; break;
      case Kernel.uniform: uniform(at, seed); break;
      case Kernel.border: border(at); break;
      case Kernel.convolve: convolution(at); break;
      case Kernel.convolveGradient: convolutionGradient(at); break;
      case Kernel.patches: patches(at); break;
      case Kernel.unpatches: unpatches(at); break;
      case Kernel.maxPool: maxPool(at); break;
      case Kernel.maxPoolGradient: maxPoolGradient(at); break;
      case Kernel.takeBatch: takeBatch(at); break;
      case Kernel.takeNumbers: takeNumbers(at); break;
      case Kernel.takeScheduled: takeScheduled(at); break;
      case Kernel.guardLoss: if (!guardLoss(at)) return false; break;
      // What is elementwise is compiled for each program, into functions that the table holds.
      case Kernel.vector: call_indirect<void>(<u32>word(at, 1), at); break;
      case Kernel.host: host(at, seed); break;
      default: unreachable();
    }
  }
  return true;
}

/**
 * Runs a program of `length` instructions for `steps` steps and says how many were begun: fewer where one could not go on.
 *
 * `order` are the rows of all batches one after the other, `batch` of them a step; `seeds` one number a step.
 */
export function run(program: usize, length: i32, steps: i32, order: usize, batch: i32, seeds: usize): i32 {
  for (let step = 0; step < steps; step++, order += <usize>batch << 2) {
    beginStep(order, step);
    const seed = seeds ? load<u32>(seeds + (<usize>step << 2)) : 0;
    if (!runStep(program, length, seed)) return step + 1;
  }
  return steps;
}
