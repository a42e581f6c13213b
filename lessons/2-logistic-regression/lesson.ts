import { defineLesson } from '../lesson.ts';
import { descent } from './descent.ts';
import { examScores } from './exam-scores.ts';
import { learningCurves } from './learning-curves.ts';
import { madeUpExamsProgram } from './made-up-exams.ts';
import { microchips } from './microchips.ts';
import { spamCorpus } from './spam-corpus.ts';
import { straightLine } from './straight-line.ts';
import { twoExams } from './two-exams.ts';
import { widestMarginProgram } from './widest-margin.ts';
import { withLayers } from './with-layers.ts';

export const logisticRegression = defineLesson({
  number: 2,
  name: 'logistic-regression',
  title: 'Learning: logistic regression',
  summary: 'weights that are learned, of exams, microchips and letters',
  programs: [
    descent,
    madeUpExamsProgram,
    withLayers,
    straightLine,
    examScores,
    twoExams,
    microchips,
    learningCurves,
    spamCorpus,
    widestMarginProgram,
  ],
});
