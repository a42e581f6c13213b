import { layoutOf } from '../autodiff/lowering/layout.ts';
import { applyNetwork } from '../nn/apply-part.ts';
import { evaluation } from '../nn/evaluation.ts';
import type { Layer } from '../nn/layer.ts';
import { sameShape } from '../tensor/shape.ts';
import type { Shape, Tensor, Tree } from '../tensor/tensor.ts';
import { leavesOf, mapLeaves } from '../tensor/tree.ts';
import { compile } from './compile.ts';
import type { Buffer } from './instruction.ts';
import { freshMachine, type Machine } from './machine.ts';
import { readTensor, type Resident, resident, writeTensor } from './resident.ts';
import { ONCE, runProgram } from './run-program.ts';
import { StepTracer } from './step-tracer.ts';
import type { LoadedTier } from './tier.ts';
import { writeWeights } from './training-state.ts';
import type { Written } from './write-program.ts';

/** Programs for different numbers of rows that are kept before all of them are forgotten. */
const MOST_PROGRAMS = 8;

/** A network compiled for features of one shape. */
interface CompiledApply {
  readonly written: Written;
  readonly input: Buffer;
  readonly output: Buffer;
  readonly shape: Shape;
}

/** A network in the memory of one machine, with the weights that were used last. */
export class CompiledPredictor {
  readonly #network: Layer;
  readonly #machine: Machine;
  readonly #resident: Tree<Resident>;
  readonly #base: number;
  readonly #programs = new Map<string, CompiledApply>();
  #weights: Tree;

  constructor(tier: LoadedTier, network: Layer, weights: Tree, note?: Machine['note']) {
    this.#network = network;
    this.#machine = freshMachine(tier, note);
    const { arena } = this.#machine;
    this.#resident = mapLeaves<Tensor, Resident>(weights, (leaf, path) =>
      resident(arena, `weights "${path}"`, leaf),
    );
    this.#weights = weights;
    this.#base = arena.end;
  }

  /** Whether weights have the shapes of those it was made for. */
  fits(weights: Tree): boolean {
    const [mine, others] = [leavesOf<Resident>(this.#resident), leavesOf(weights)];
    return (
      mine.length === others.length &&
      mine.every(
        ({ path, leaf }, i) => path === others[i]!.path && sameShape(leaf.shape, others[i]!.leaf.shape),
      )
    );
  }

  /** What the network with these weights says of features. */
  apply(weights: Tree, features: Tensor): Tensor {
    const { arena, kernels } = this.#machine;
    const { written, input, output, shape } = this.#compiled(features.shape);
    if (this.#weights !== weights) {
      writeWeights(arena, this.#resident, weights);
      this.#weights = weights;
    }
    writeTensor(arena, input, features.shape, features.data);
    runProgram(kernels, written, ONCE);
    return { shape, data: readTensor(arena, output, shape) };
  }

  #compiled(shape: Shape): CompiledApply {
    const key = shape.join();
    const known = this.#programs.get(key);
    if (known !== undefined) return known;
    if (this.#programs.size === MOST_PROGRAMS) {
      this.#programs.clear();
      this.#machine.arena.release(this.#base);
    }
    const made = this.#compile(shape);
    this.#programs.set(key, made);
    return made;
  }

  #compile(rowsShape: Shape): CompiledApply {
    const { arena } = this.#machine;
    const tracer = new StepTracer(arena);
    const input = arena.keep('features', layoutOf(rowsShape).bytes);
    const x = tracer.input('features', rowsShape, input);
    const result = tracer.graph.nodeOf(
      applyNetwork(this.#network, tracer.tree(this.#resident), x, evaluation),
    );
    const output = arena.keep('prediction', layoutOf(result.shape).bytes);
    const step = { inputs: tracer.inputs, prologue: [], assignments: [{ node: result, to: output }] };
    return { written: compile(step, this.#machine), input, output, shape: result.shape };
  }
}
