import { defineProgram } from '../lesson.ts';
import { capitalizedWords, features, spamProbability } from './spam-filter.ts';

const files = ['emailSample1.txt', 'emailSample2.txt', 'spamSample1.txt', 'spamSample2.txt'] as const;

export const courseLetters = defineProgram({
  name: 'course-letters',
  title: 'The same filter and four real letters',
  files,
  run(report, { data }) {
    report.say(
      'The four sample letters of Andrew Ng’s course: two that somebody wanted, two that nobody did.',
    );
    report.table(
      ['letter', 'words in capitals', 'x₁', 'x₂', 'spam'],
      files.map((file) => {
        const letter = data.text(file);
        return [file, capitalizedWords(letter), ...features(letter), spamProbability(letter)];
      }),
    );
  },
});
