import { FoldwiseError } from '@foldwise/core';
import { sourceOf } from './course-files.ts';
import type { Given, Program } from './lesson.ts';
import type { Report } from './report/report.ts';

/** Runs a program, or says which files it would need and where they are to be had; returns whether it ran. */
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
  await program.run(report, given);
  return true;
}
