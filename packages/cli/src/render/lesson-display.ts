import type { Entry, Lesson, Listeners, Program, Progress } from '@foldwise/lessons';
import type { Io } from '../io.ts';
import { styleFor } from './style.ts';

/** Shows a lesson while it runs: what it says on standard output, how far it is on the last line of a terminal. */
export interface LessonDisplay extends Required<Listeners> {
  lesson(lesson: Lesson): void;
  program(program: Program): void;
  end(): void;
}

const widest = 100;

/** A display on this terminal or pipe; `textOf` is that of the lessons, which are loaded only where they are run. */
export function lessonDisplay(io: Io, textOf: (entry: Entry, width?: number) => string): LessonDisplay {
  const style = styleFor(io.out);
  let isShown = false;
  const clear = (): void => {
    if (isShown) io.err.write('\r\u001b[K');
    isShown = false;
  };
  return {
    lesson: ({ number, title }) => io.out.write(`${style('bold', `Lesson ${number}: ${title}`)}\n\n`),
    program({ name, title }) {
      clear();
      io.out.write(`${style('bold', title)} ${style('dim', `· ${name}`)}\n\n`);
    },
    entry(entry) {
      clear();
      io.out.write(textOf(entry, Math.min(widest, io.out.columns ?? 80)));
    },
    progress(progress) {
      if (!io.err.isTTY) return;
      io.err.write(`\r\u001b[K${progressLine(progress, io.err.columns ?? 80)}`);
      isShown = true;
    },
    end: clear,
  };
}

/** "━━━━━━────  12/20  loss 0.31" */
function progressLine({ done, total, words }: Progress, columns: number): string {
  const bar = 20;
  const filled = Math.min(bar, Math.round((bar * done) / total));
  return `${'━'.repeat(filled)}${'─'.repeat(bar - filled)}  ${done}/${total}  ${words}`.slice(0, columns - 1);
}
