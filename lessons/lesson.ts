import type { DataFolder } from './data-folder.ts';
import type { Report } from './report/report.ts';

/** What a program may use besides its own lines. */
export interface Given {
  /** The files that it named in `files`; all of them are there. */
  readonly data: DataFolder;
  /** Aborted when somebody wants to stop: a long program looks at it now and then. */
  readonly signal: AbortSignal;
  /** Whether programs are run that take minutes; off unless somebody asked for one by its name. */
  readonly slow?: boolean;
  /** The number of the lesson that is run, so that a program which is left out can say what to type. */
  readonly lesson?: number;
  /** Keeps a file that a program made, where whoever runs it wants it. */
  readonly save: (name: string, text: string) => void;
}

/** A short program that is read as well as run: it computes, and tells a report what came out. */
export interface Program {
  /** The name of its file, and what `foldwise learn 1 <name>` is told. */
  readonly name: string;
  readonly title: string;
  /** Files that it reads, which do not come with foldwise: without them it is not run. */
  readonly files?: readonly string[];
  /** About how long it takes, where that is long: it is run only where it is asked for by its name. */
  readonly minutes?: number;
  run(report: Report, given: Given): void | Promise<void>;
}

/** A step of the way from one neuron to a competition: a folder with an explanation (`README.md`) and programs. */
export interface Lesson {
  readonly number: number;
  /** The folder is called `<number>-<name>`. */
  readonly name: string;
  readonly title: string;
  /** What one can do after it, in one line. */
  readonly summary: string;
  /** In the order in which the explanation shows them. */
  readonly programs: readonly Program[];
}

/**
 * A program whose `run` gets its arguments typed.
 *
 * @example
 * export const half = defineProgram({
 *   name: 'half',
 *   title: 'A half of a number',
 *   run(report) { report.figures({ 'a half of 3': 3 / 2 }); },
 * });
 */
export function defineProgram(program: Program): Program {
  return Object.freeze(program);
}

/** A lesson, as `lessons` lists them. */
export function defineLesson(lesson: Lesson): Lesson {
  return Object.freeze(lesson);
}

/** The name of a lesson's folder. */
export function folderOf(lesson: Lesson): string {
  return `${lesson.number}-${lesson.name}`;
}
