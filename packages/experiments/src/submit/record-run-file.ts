import { readFileSync } from 'node:fs';
import { sha256Of } from '../journal/canonical-json.ts';
import { fileError } from '../journal/file-error.ts';
import type { CompetitionHome } from '../run/home.ts';
import type { RunFileKind } from '../run/submission-event.ts';
import { recordSubmission } from './record-submission.ts';

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw fileError(error, path, 'read this file');
  }
}

/**
 * Records beside a run that a report or network of it was written to a file, so that it is mirrored with the run. A file that is written
 * again is recorded again.
 *
 * @param run its whole id.
 * @param path of the file, absolute.
 * @throws FoldwiseError (`file`) where it cannot be read, or the journal not be written.
 * @example
 * await recordRunFile(home, 'mlp-1f3a77c0/4', 'onnx', '/tmp/mlp.onnx');
 */
export async function recordRunFile(
  home: CompetitionHome,
  run: string,
  kind: RunFileKind,
  path: string,
): Promise<void> {
  const [study = '', trial] = run.split('/');
  const sha256 = sha256Of(bytesOf(path));
  await recordSubmission(home, study, {
    type: 'file',
    kind,
    trial: Number(trial),
    path,
    sha256,
    at: new Date().toISOString(),
  });
}
