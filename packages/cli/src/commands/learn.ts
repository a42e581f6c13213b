import { existsSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { FoldwiseError } from '@foldwise/core';
import type { Lesson, Program, Recording } from '@foldwise/lessons';
import { defineCommand } from '../command.ts';
import type { Io } from '../io.ts';
import { shared } from '../options.ts';
import { lessonDisplay } from '../render/lesson-display.ts';
import { lessonListText, nextLessonText } from '../render/lesson-list.ts';

/** The lessons, run: all programs of one, or one of them. */
export const learn = defineCommand({
  words: 'learn [lesson] [program]',
  summary: 'Run a lesson: from one neuron to a competition',
  args: {
    lesson: { type: 'string', describe: 'Number or name of a lesson; without it, the lessons are named' },
    program: { type: 'string', describe: 'Only this program of the lesson' },
    html: { type: 'string', describe: 'Write the lesson with its figures and plots to this file, as a page' },
    output: { type: 'string', describe: 'Folder for files that a program makes (default: where you are)' },
    data: {
      ...shared.data,
      describe: 'Folder of the files that some programs read (default: FOLDWISE_LESSONS_DATA)',
    },
  },
  examples: [
    ['foldwise learn', 'the lessons, and their programs'],
    ['foldwise learn 1', 'a neuron, and a spam filter'],
    ['foldwise learn 1 --html lesson-1.html', 'the same as a page, with the explanation'],
  ],
  async run({ lesson, program, html, output, data }, io) {
    // Loaded here: the other commands need none of it.
    const { lessons, findLesson, findProgram } = await import('@foldwise/lessons');
    if (lesson === undefined) {
      io.out.write(lessonListText(lessons, io.out));
      return;
    }
    checkFolder(data, io);
    const chosen = findLesson(lessons, lesson);
    const programs = program === undefined ? chosen.programs : [findProgram(chosen, program)];
    const recordings = await runAll(chosen, programs, { io, data, output, slow: program !== undefined });
    if (html !== undefined) await writePage(chosen, recordings, html, io);
    else if (program === undefined) io.out.write(await nextLessonText(chosen, lessons, io));
  },
});

interface RunOptions {
  readonly io: Io;
  readonly data: string | undefined;
  readonly output: string | undefined;
  readonly slow: boolean;
}

async function runAll(
  lesson: Lesson,
  programs: readonly Program[],
  { io, data, output = '.', slow }: RunOptions,
): Promise<readonly Recording[]> {
  const { dataFolder, record, textOf } = await import('@foldwise/lessons');
  const display = lessonDisplay(io, textOf);
  const folder = data ?? io.env['FOLDWISE_LESSONS_DATA'];
  const place = folder === undefined ? undefined : inCwd(folder, io);
  const save = saverIn(inCwd(output, io), io);
  const given = { data: dataFolder(place), signal: io.signal, slow, lesson: lesson.number, save };
  const recordings: Recording[] = [];
  display.lesson(lesson);
  for (const program of programs) {
    display.program(program);
    recordings.push(await record(program, given, display));
  }
  display.end();
  return recordings;
}

/** Writes what programs make into a folder, and says so. */
function saverIn(folder: string, io: Io): (name: string, text: string) => void {
  return (name, text) => {
    const path = join(folder, name);
    write(path, text, { what: `${name} to, got ${folder}`, option: '--output' });
    io.err.write(`wrote ${path}\n`);
  };
}

function write(path: string, text: string, said: { readonly what: string; readonly option: string }): void {
  try {
    writeFileSync(path, text);
  } catch (cause) {
    throw new FoldwiseError(`expected a place to write ${said.what}`, {
      code: 'file',
      where: said.option,
      hint: 'pass one in a folder that exists and may be written to',
      cause,
    });
  }
}

async function writePage(
  lesson: Lesson,
  recordings: readonly Recording[],
  html: string,
  io: Io,
): Promise<void> {
  const { explanationOf, lessonPage } = await import('@foldwise/lessons');
  const page = lessonPage(lesson, explanationOf(lesson), recordings);
  write(inCwd(html, io), page, { what: `a page to, got ${html}`, option: '--html' });
  io.out.write(`wrote ${html}\n`);
}

function inCwd(path: string, io: Io): string {
  return isAbsolute(path) ? path : join(io.cwd, path);
}

/** A folder that is misspelt would look like one without files. */
function checkFolder(folder: string | undefined, io: Io): void {
  if (folder === undefined || existsSync(inCwd(folder, io))) return;
  throw new FoldwiseError(`expected a folder of data files, found nothing at ${folder}`, {
    code: 'file',
    where: '--data',
    hint: 'pass a folder that exists',
  });
}
