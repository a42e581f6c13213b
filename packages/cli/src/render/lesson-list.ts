import { relative } from 'node:path';
import type { Lesson } from '@foldwise/lessons';
import type { Io, Output } from '../io.ts';
import { nextSteps } from './next-steps.ts';
import { styleFor } from './style.ts';
import { wrap } from './wrap.ts';

const indent = '   ';

/** The lessons with what each is about and its programs. */
export function lessonListText(lessons: readonly Lesson[], out: Output): string {
  const style = styleFor(out);
  const width = (out.columns ?? 100) - indent.length;
  const blocks = lessons.map(({ number, title, summary, programs }) => {
    const names = wrap(programs.map(({ name }) => name).join(' · '), width);
    return [
      `${String(number).padEnd(indent.length)}${style('bold', title)}`,
      ...wrap(summary, width).map((line) => indent + line),
      ...names.map((line) => indent + style('dim', line)),
    ];
  });
  const text = blocks.map((lines) => `${lines.join('\n')}\n`).join('\n');
  return `${text}${nextSteps(out, [
    ['foldwise learn 1', 'run a lesson'],
    ['foldwise learn 1 neuron', 'run one of its programs'],
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
