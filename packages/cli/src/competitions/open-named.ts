import type { OpenCompetition } from '@foldwise/experiments';
import { openCompetition } from '@foldwise/experiments';
import { homeOf } from './find-competition.ts';
import type { Io } from '../io.ts';

/** The competition of this name, its module imported and checked. */
export async function openNamed(name: string, io: Io, data?: string): Promise<OpenCompetition> {
  return openCompetition(homeOf(name, io.cwd, data));
}
