import { relative } from 'node:path';
import type { Lesson } from '@foldwise/lessons';
import type { Io, Output } from '../io.ts';
import { nextSteps } from './next-steps.ts';
import { styleFor } from './style.ts';
import { renderTable } from './table.ts';

/** The lessons with what each is about and its programs. */
export function lessonListText(lessons: readonly Lesson[], out: Output): string {
  const columns = [
    { title: 'lesson', whole: true },
    { title: '' },
    { title: 'about' },
    { title: 'programs' },
  ];
  const rows = lessons.map(({ number, title, summary, programs }) => [
    String(number),
    title,
    summary,
    programs.map(({ name }) => name).join(', '),
  ]);
  const style = styleFor(out);
  const dress = (line: string, row: number) => (row < 0 ? style('dim', line) : line);
  const table = renderTable(columns, rows, { width: out.columns, dress });
  return `${table}${nextSteps(out, [
    ['foldwise learn 1', 'run a lesson'],
    ['foldwise learn 1 --html lesson-1.html', 'read it, with its figures and plots'],
  ])}`;
}

/** Where the explanation of a lesson that ran lies, and what comes next. */
export async function nextLessonText(lesson: Lesson, lessons: readonly Lesson[], io: Io): Promise<string> {
  const { explanationFile } = await import('@foldwise/lessons');
  const file = explanationFile(lesson);
  const near = relative(io.cwd, file);
  const next = lessons.find(({ number }) => number === lesson.number + 1);
  const steps: (readonly [string, string])[] = [
    [
      `foldwise learn ${lesson.number} --html lesson-${lesson.number}.html`,
      'read it: explanation, figures, exercises',
    ],
  ];
  if (next !== undefined) steps.push([`foldwise learn ${next.number}`, next.title]);
  return `Explanation and exercises: ${near.startsWith('..') ? file : near}\n${nextSteps(io.out, steps)}`;
}
