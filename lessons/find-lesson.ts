import { didYouMean, FoldwiseError } from '@foldwise/core';
import { folderOf, type Lesson, type Program } from './lesson.ts';

/**
 * The lesson that a number, a name or a folder's name means.
 *
 * @throws FoldwiseError `input` where none does.
 */
export function findLesson(lessons: readonly Lesson[], wanted: string): Lesson {
  const found = lessons.find((lesson) =>
    [String(lesson.number), lesson.name, folderOf(lesson)].includes(wanted.toLowerCase()),
  );
  if (found !== undefined) return found;
  throw unknown(
    'lesson',
    wanted,
    lessons.flatMap(({ number, name }) => [String(number), name]),
  );
}

/**
 * The program of a lesson by its name.
 *
 * @throws FoldwiseError `input` where there is none.
 */
export function findProgram(lesson: Lesson, wanted: string): Program {
  const found = lesson.programs.find(({ name }) => name === wanted.toLowerCase());
  if (found !== undefined) return found;
  throw unknown(
    `program of lesson ${lesson.number}`,
    wanted,
    lesson.programs.map(({ name }) => name),
  );
}

function unknown(kind: string, wanted: string, known: readonly string[]): FoldwiseError {
  return new FoldwiseError(`expected a ${kind}, got "${wanted}"`, {
    code: 'input',
    where: 'learn',
    hint: didYouMean(wanted, known),
  });
}
