import { relative } from 'node:path';
import type { Guess } from '@foldwise/experiments';
import type { Io } from '../io.ts';
import type { WrittenCompetition } from '../facts/write-competition.ts';
import { heading } from './heading.ts';
import { nextSteps } from './next-steps.ts';
import { styleFor } from './style.ts';
import { wrap } from './wrap.ts';

const labelWidth = 10;

/** What was guessed and why, what was written, and what to type next. */
export function guessText(
  guess: Guess,
  folder: string,
  { files, notes }: WrittenCompetition,
  io: Io,
): string {
  const style = styleFor(io.out);
  const indent = ' '.repeat(labelWidth + 2);
  const width = Math.min(io.out.columns ?? 110, 110) - indent.length;
  const lines = guess.reasons.map(({ about, guess: what, because }) => {
    const why = wrap(because, width).map((line) => `${indent}${style('dim', line)}\n`);
    return `  ${style('dim', about.padEnd(labelWidth))}${style('bold', what)}\n${why.join('')}`;
  });
  const wrote = wrap(files.join(', '), width).map((line) => `${indent}${line}\n`);
  const place = relative(io.cwd, folder);
  const warned = notes.map((note) => `\n${style('yellow', 'note')} ${note}\n`);
  return `${heading(io.out, guess.slug, 'guessed from the files; look it over')}${lines.join('')}
  ${style('dim', 'wrote'.padEnd(labelWidth))}${style('bold', `${place}/`)}\n${wrote.join('')}${warned.join('')}${nextSteps(
    io.out,
    [
      [`foldwise data ${guess.slug}`, 'see what is in the files'],
      [`foldwise features ${guess.slug}`, 'see what is made of it'],
      [`foldwise sweep ${guess.slug}`, 'search over cross-validation'],
      [`foldwise submit ${guess.slug}`, 'write the submission of the best run'],
    ],
  )}`;
}
