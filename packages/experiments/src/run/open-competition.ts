import { fileURLToPath } from 'node:url';
import { FoldwiseError } from '@foldwise/core';
import type { Competition } from '../competition/define-competition.ts';
import { defineCompetition } from '../competition/define-competition.ts';
import { competitionError } from './competition-error.ts';
import type { CompetitionHome } from './home.ts';
import type { OpenCompetition } from './options.ts';

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Also where the module has another copy of foldwise: what counts is what the value is, not who made it. */
function isCompetition(value: unknown): value is Competition {
  return isObject(value) && isObject(value['spec']) && value['spec']['kind'] === 'competition';
}

function competitionOf(module: unknown, home: CompetitionHome): Competition {
  const exported = isObject(module) ? module['default'] : undefined;
  if (isCompetition(exported)) return exported;
  const names = isObject(module) ? Object.keys(module).filter((name) => name !== 'default') : [];
  const got =
    exported === undefined
      ? `no default export${names.length === 0 ? '' : ` (only ${names.slice(0, 5).join(', ')})`}`
      : `a default export of another kind (${Array.isArray(exported) ? 'array' : typeof exported})`;
  throw new FoldwiseError(`expected a competition as the default export, got ${got}`, {
    code: 'input',
    where: fileURLToPath(home.module),
    hint: 'write: export default defineCompetition({ … })',
  });
}

/**
 * Imports a competition's module and checks its default export; no data is read yet.
 *
 * @throws FoldwiseError of one line with file and line where the module is missing, cannot be parsed, throws, or exports no competition.
 *
 * @example
 * const open = await openCompetition({
 *   slug: 'titanic',
 *   module: pathToFileURL('competitions/titanic/competition.ts').href,
 *   directory: 'competitions/titanic',
 *   dataDirectory: 'competitions/titanic/data',
 * });
 */
export async function openCompetition(home: CompetitionHome): Promise<OpenCompetition> {
  let module: unknown;
  try {
    module = await import(/* @vite-ignore */ home.module);
  } catch (error) {
    throw competitionError(error, home.module);
  }
  const competition = competitionOf(module, home);
  // What another copy of foldwise made is checked by this one's rules.
  defineCompetition(competition);
  return Object.freeze({ home, competition });
}
