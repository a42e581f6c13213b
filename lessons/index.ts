import { aNeuron } from './1-a-neuron/lesson.ts';
import { logisticRegression } from './2-logistic-regression/lesson.ts';
import { backpropagation } from './3-backpropagation/lesson.ts';
import { yourOwnNetworks } from './4-your-own-networks/lesson.ts';
import { librariesAndCompetitions } from './5-libraries-and-competitions/lesson.ts';
import type { Lesson } from './lesson.ts';

export { type DataFolder, dataFolder } from './data-folder.ts';
export { explanationFile, explanationOf } from './explanation.ts';
export { findLesson, findProgram } from './find-lesson.ts';
export { defineLesson, defineProgram, folderOf, type Given, type Lesson, type Program } from './lesson.ts';
export { lessonPage } from './report/lesson-page.ts';
export { type Listeners, record, type Recording } from './report/record.ts';
export type { Entry, Figure, Progress, Report } from './report/report.ts';
export type { Plot, Series } from '@foldwise/plot';
export { textOf } from './report/text.ts';

/** All lessons, in their order. */
export const lessons: readonly Lesson[] = Object.freeze([
  aNeuron,
  logisticRegression,
  backpropagation,
  yourOwnNetworks,
  librariesAndCompetitions,
]);
