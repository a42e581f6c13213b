import type { ReadStudy } from '@foldwise/experiments';

/** When a process last began to work on a study or ended one of its trials; ISO 8601. */
export function lastWorkOf({ header, sessions, ended }: ReadStudy): string {
  let last = sessions.at(-1)?.at ?? header.at;
  for (const { at } of ended.values()) if (at > last) last = at;
  return last;
}
