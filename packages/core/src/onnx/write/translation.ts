import type { TracedNode, TracedOp, TracedWhole } from '../trace/trace-rows.ts';
import type { ModelWriter } from './model-writer.ts';

/** Writes what an op does in operators of ONNX, given the names of its inputs; gives the name of the result. */
export type Translation = (to: ModelWriter, inputs: readonly string[], node: TracedOp) => string;

/** Writes what several ops do together; nothing where these options have no equivalent, so that the ops are written. */
export type WholeTranslation = (
  to: ModelWriter,
  inputs: { readonly [name: string]: string },
  node: TracedWhole,
) => string | undefined;

/** How wholes are written, by the kind that they are described as. */
export interface WholeTranslations {
  readonly [kind: string]: WholeTranslation;
}

/** How ops are written, by their names. */
export interface Translations {
  readonly [op: string]: Translation;
}

/** What an op was told beside its inputs: whoever translates an op knows the type of its params. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export function paramsOf<P>({ params }: TracedOp): P {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return params as P;
}

/** The value as the result of an op of this name, if it is one. */
export function madeBy(name: string, node: TracedNode | undefined): TracedOp | undefined {
  return node?.kind === 'op' && node.op.name === name ? node : undefined;
}
