import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { sha256Of } from './canonical-json.ts';
import { codeOf } from './file-error.ts';
import { identityOf, type ProcessIdentity, thisProcess } from './process-identity.ts';

/** A temporary name: which process writes the file, by its number and the hashes of its host and its start, and then what no other name has. */
const nameForm = /\.(\d+)-([0-9a-f]{8})-([0-9a-f]{8})\.[0-9a-f-]{36}\.tmp$/;

function hashed(text: string): string {
  return sha256Of(text).slice(0, 8);
}

let own: ProcessIdentity | undefined;

/**
 * A path beside this one for what is written first and then takes its name. It tells which process writes it, so that one who finds it
 * knows whether somebody still does; it never reaches a result.
 *
 * @example
 * temporaryFor('runs/artifacts/1f3a.csv'); // 'runs/artifacts/.1f3a.csv.4711-5d0c9a3e-88b1f07c.<uuid>.tmp'
 */
export function temporaryFor(path: string): string {
  const { pid, host, started } = (own ??= thisProcess());
  const mark = `${pid}-${hashed(host)}-${hashed(started)}`;
  return join(dirname(path), `.${basename(path).slice(0, 100)}.${mark}.${randomUUID()}.tmp`);
}

/** Whether the process that wrote it has died: one on another machine, or of which the start is not known, may be at it yet. */
function isAbandoned(name: string): boolean {
  const [, pid, host, started] = nameForm.exec(name) ?? [];
  if (host !== hashed((own ??= thisProcess()).host)) return false;
  const now = identityOf(Number(pid));
  if (now === undefined) return true;
  const isKnown = now.started !== '' && started !== hashed('');
  return isKnown && started !== hashed(now.started);
}

/**
 * Removes the temporary files in a folder that processes of this machine left when they were killed; those of living ones stay.
 *
 * @example
 * removeAbandoned('runs/artifacts');
 */
export function removeAbandoned(folder: string): void {
  try {
    for (const name of readdirSync(folder).filter(isAbandoned)) rmSync(join(folder, name), { force: true });
  } catch (error) {
    // The folder is not there, or not ours to change: what lies about in it does no harm.
    if (codeOf(error) === undefined) throw error;
  }
}
