import type { ZodType } from 'zod';
import { studyEvent } from './study-event-schema.ts';
import type { StudyEvent } from './study-event.ts';

/** How the end of a trial begins, whose folds follow: keys of canonical JSON are in order, and none of these values holds another object. */
const untilFolds = /^\{"at":"[^"\\]*","foldScores":\[[^\]]*\],"folds":/;

/**
 * The text of an event without the folds and layers of a complete trial, where they stand in the usual place; any other as it is. With
 * their curves they are most of what a large study holds, and no row shows them.
 */
export function leanText(text: string): string {
  const folds = untilFolds.exec(text)?.[0].length;
  if (folds === undefined) return text;
  // Neither is in a string, whose quotes have a backslash before them.
  const layers = text.indexOf('],"layers":', folds);
  const model = text.indexOf(',"model":{', layers);
  if (layers === -1 || model === -1) return text;
  return `${text.slice(0, folds)}[],"layers":null${text.slice(model)}`;
}

/** Reads an event of a study's journal back, the folds and layers of complete trials left out wherever they stood. */
export const leanEvent: ZodType<StudyEvent> = studyEvent.transform((event) => {
  if (event.type !== 'trial-complete' || event.folds.length === 0) return event;
  return { ...event, folds: [], layers: null };
});
