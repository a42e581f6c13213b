import { exportOnnx } from '@foldwise/core';
import type { OpenCompetition } from '../run/options.ts';
import { networkOfRun, type NetworkOfRunOptions } from './network-of-run.ts';

/** A network of a run as a file. */
export interface ExportedRun {
  /** The run's id. */
  readonly run: string;
  readonly fold: number;
  /** The columns of the input, in order. */
  readonly features: readonly string[];
  /** The bytes of an ONNX file. */
  readonly onnx: Uint8Array;
}

/**
 * The network that a run trained on a fold, as an ONNX file: from features to raw outputs, as `networkOfRun` has it. The metadata names
 * run, fold and features.
 *
 * @param reference `best`, or the id of a run.
 * @throws FoldwiseError as `networkOfRun`; as `exportOnnx` where an op has no equivalent.
 * @example
 * const { onnx } = await exportRun(await openCompetition(home), 'best');
 */
export async function exportRun(
  open: OpenCompetition,
  reference: string,
  options: NetworkOfRunOptions = {},
): Promise<ExportedRun> {
  const { run, fold, network, weights, features, rows } = await networkOfRun(open, reference, options);
  const metadata = { run, fold: String(fold + 1), features: JSON.stringify(features) };
  const onnx = exportOnnx(network, weights, rows.shape.slice(1), { metadata });
  return { run, fold, features, onnx };
}
