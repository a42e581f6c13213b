import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson, sha256Of } from '../journal/canonical-json.ts';
import { codeOf, fileError } from '../journal/file-error.ts';
import { writeWhole } from '../journal/write-whole.ts';
import type { CompetitionHome } from '../run/home.ts';
import { studyDirectory } from '../run/places.ts';

/**
 * How far one server has got one study, as this machine remembers it. What counts is what the server says; this is for telling the user
 * without asking it, and for `foldwise sync` to know which servers there are.
 */
export interface Outbox {
  /** Without user. */
  readonly server: string;
  /** So many events of the journal it has, and of how many there were by then. */
  readonly sent: number;
  readonly events: number;
}

const outbox = z.object({ server: z.string(), sent: z.int().min(0), events: z.int().min(0) });

/** Holds the outboxes of a study, and the lock of who sends. */
export function mirrorDirectory(home: CompetitionHome, study: string): string {
  return join(studyDirectory(home, study), 'mlflow');
}

function pathOf(home: CompetitionHome, study: string, server: string): string {
  return join(mirrorDirectory(home, study), `${sha256Of(server).slice(0, 16)}.json`);
}

/** Remembers how far a server has come. */
export function writeOutbox(home: CompetitionHome, study: string, box: Outbox): void {
  writeWhole(pathOf(home, study, box.server), `${canonicalJson(box)}\n`);
}

/** The servers that a study was ever to be mirrored to. */
export function readOutboxes(home: CompetitionHome, study: string): readonly Outbox[] {
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
      return [outbox.parse(JSON.parse(readFileSync(join(directory, name), 'utf8')))];
    } catch {
      // Nothing is lost with it: the server knows how far it has come.
      return [];
    }
  });
}
