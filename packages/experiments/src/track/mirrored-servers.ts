import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson, sha256Of } from '../journal/canonical-json.ts';
import { codeOf, fileError } from '../journal/file-error.ts';
import { writeWhole } from '../journal/write-whole.ts';
import type { CompetitionHome } from '../run/home.ts';
import { studyDirectory } from '../run/places.ts';

const remembered = z.object({ server: z.string() });

/** Holds the servers of a study, and the lock of who sends. */
export function mirrorDirectory(home: CompetitionHome, study: string): string {
  return join(studyDirectory(home, study), 'mlflow');
}

/**
 * Remembers that a study is mirrored to a server, so that `foldwise sync` finds it without being told. How far it has come is for the
 * server to say.
 *
 * @param server without user.
 */
export function rememberServer(home: CompetitionHome, study: string, server: string): void {
  // What is there but cannot be read counts as missing.
  if (mirroredServers(home, study).includes(server)) return;
  const path = join(mirrorDirectory(home, study), `${sha256Of(server).slice(0, 16)}.json`);
  writeWhole(path, `${canonicalJson({ server })}\n`);
}

/** The servers that a study was ever to be mirrored to. */
export function mirroredServers(home: CompetitionHome, study: string): readonly string[] {
  const directory = mirrorDirectory(home, study);
  let names: readonly string[];
  try {
    names = readdirSync(directory).filter((name) => name.endsWith('.json'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw fileError(error, directory, 'list this folder');
  }
  return names.toSorted().flatMap((name) => {
    try {
      return [remembered.parse(JSON.parse(readFileSync(join(directory, name), 'utf8'))).server];
    } catch {
      // Nothing is lost with it but its name: who names the server again has it back.
      return [];
    }
  });
}
