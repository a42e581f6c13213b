import { FoldwiseError } from '@foldwise/core';
import { sourceOf } from './course-files.ts';
import type { Given, Program } from './lesson.ts';
import type { Report } from './report/report.ts';

/**
 * Runs a program; returns whether it ran. One that lacks its files is told where they are to be had, one that takes minutes how it is
 * run all the same.
 */
export async function runProgram(program: Program, report: Report, given: Given): Promise<boolean> {
  if (given.signal.aborted) throw new FoldwiseError('stopped', { code: 'aborted', where: program.name });
  const missing = given.data.missing(program.files ?? []);
  if (missing.length > 0) {
    const places = [...new Set(missing.map(sourceOf))].join('; ');
    report.say(
      `Left out: this program reads ${missing.join(', ')}, which ${missing.length === 1 ? 'does' : 'do'} not come with foldwise (${places}). Put ${missing.length === 1 ? 'it' : 'them'} into a folder and pass --data <folder>.`,
    );
    return false;
  }
  if (program.minutes !== undefined && given.slow !== true) {
    const command = given.lesson === undefined ? '' : `: foldwise learn ${given.lesson} ${program.name}`;
    report.say(`Left out: this program takes about ${program.minutes} minutes. Run it by its name${command}`);
    return false;
  }
  await program.run(report, given);
  return true;
}
