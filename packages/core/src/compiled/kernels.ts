import { readFileSync } from 'node:fs';
import { FoldwiseError } from '../errors.ts';
import { noteMemory } from './kernel-memory.ts';
import type { KernelName } from './instruction.ts';

/** A build of the kernels: with the fused multiply-add of relaxed SIMD, or with plain SIMD, the same bits on all hardware. */
export type Build = 'relaxed' | 'plain';

/** Kernels on a memory of their own. */
export interface Kernels {
  readonly memory: WebAssembly.Memory;
  /** The functions that `Kernel.vector` calls by number. */
  readonly table: WebAssembly.Table;
  /** What `Kernel.host` calls, by the address of the instruction, with the seed of the step. */
  readonly hosts: Map<number, (seed: number) => void>;
  /** Where the kernels' own tables end. */
  readonly heapBase: number;
  /** 32-bit words of an instruction. */
  readonly words: number;
  /** Where the numbers of the rows of a step's batch begin, while it runs. */
  readonly rowsOfBatch: WebAssembly.Global;
  /** The number of a kernel; undefined where there is no such kernel. */
  numberOf(kernel: KernelName): number | undefined;
  /** Runs a program for some steps and says how many were begun; fewer where the last of them could not go on. */
  readonly run: (
    program: number,
    length: number,
    steps: number,
    order: number,
    batch: number,
    seeds: number,
  ) => number;
  /** Why the last step could not go on, told once; undefined where it could, or its loss is not finite. */
  trouble(): Trouble | undefined;
  /** Where the last call is, or ended. */
  at(): { readonly instruction: number; readonly step: number };
}

/** A number that a kernel can do nothing with: above 0, `about` is how many rows there are for codes; below, it was a rate of dropout. */
export interface Trouble {
  readonly about: number;
  readonly number: number;
}

const PAGES = 65536;
/** What the module itself needs: tables, and room to pack pieces of matrices. */
const FIRST_PAGES = 9;
const compiled = new Map<Build, WebAssembly.Module>();

function read(build: Build): Uint8Array<ArrayBuffer> {
  const url = new URL(`../../wasm/${build}.wasm`, import.meta.url);
  try {
    return new Uint8Array(readFileSync(url));
  } catch (cause) {
    throw new FoldwiseError(`expected the kernels in ${url.pathname}, got no such file`, {
      code: 'file',
      where: 'compiled executor',
      hint: 'they are not built: run "pnpm turbo run wasm" in the checkout',
      cause,
    });
  }
}

/**
 * The compiled module of a build.
 *
 * @throws FoldwiseError `file` where the kernels are not built; CompileError where the engine lacks what the build needs.
 */
export function moduleOf(build: Build): WebAssembly.Module {
  const known = compiled.get(build) ?? new WebAssembly.Module(read(build));
  compiled.set(build, known);
  return known;
}

function freshMemory(): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: FIRST_PAGES, maximum: PAGES });
  } catch (cause) {
    throw new FoldwiseError('expected room for a WebAssembly memory, got no more address space', {
      code: 'training',
      where: 'compiled executor',
      hint: 'train fewer networks at the same time in one process',
      cause,
    });
  }
}

/** Fresh kernels of a build; `wide` uses tiles for 256-bit registers. */
export function instantiate(module: WebAssembly.Module, wide: boolean): Kernels {
  const memory = freshMemory();
  noteMemory(memory);
  const table = new WebAssembly.Table({ initial: 1, element: 'anyfunc' });
  const hosts = new Map<number, (seed: number) => void>();
  const host = (at: number, seed: number): void => hosts.get(at >>> 0)!(seed >>> 0);
  const { exports } = new WebAssembly.Instance(module, { env: { memory, table, host } });
  const global = (name: string): WebAssembly.Global<'i32'> | undefined => {
    const found = exports[name];
    // What assembly/index.ts exports that is a global is a number.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return found instanceof WebAssembly.Global ? (found as WebAssembly.Global<'i32'>) : undefined;
  };
  // The types of assembly/index.ts.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const { run, setWide } = exports as unknown as Pick<Kernels, 'run'> & {
    readonly setWide: (on: number) => void;
  };
  setWide(wide ? 1 : 0);
  const trouble = global('trouble')!;
  return {
    memory,
    table,
    hosts,
    heapBase: global('heapBase')!.value,
    words: global('wordsOfInstruction')!.value,
    rowsOfBatch: global('rowsOfBatch')!,
    numberOf: (kernel) => global(kernel)?.value,
    run,
    trouble() {
      const about = trouble.value;
      if (about === 0) return undefined;
      trouble.value = 0;
      return { about, number: global('troubleNumber')!.value };
    },
    at: () => ({ instruction: global('instruction')!.value, step: global('step')!.value }),
  };
}
