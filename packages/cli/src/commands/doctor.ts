import { FoldwiseError } from '@foldwise/core';
import { defineCommand } from '../command.ts';
import { diagnose } from '../facts/diagnose.ts';
import { shared } from '../options.ts';
import { diagnosisText } from '../render/diagnosis.ts';
import { printJson } from '../render/json.ts';

/** Whether this machine has what runs need, and how fast it is. */
export const doctor = defineCommand({
  words: 'doctor',
  summary: 'Check this machine, and measure its speed',
  args: { json: shared.json },
  examples: [
    ['foldwise doctor', 'what is here, what is missing, and what to do about it'],
    ['foldwise doctor --json', 'the same, for a bug report'],
  ],
  async run({ json }, io) {
    const diagnosis = await diagnose(io.cwd);
    if (json === true) printJson(io, diagnosis);
    else io.out.write(diagnosisText(diagnosis, io.out));
    const [first, ...others] = diagnosis.problems;
    if (first === undefined) return;
    const more = others.length === 0 ? '' : ` (and ${others.length} more, above)`;
    throw new FoldwiseError(`expected everything that runs need, but ${first}${more}`, {
      code: 'file',
      where: 'doctor',
    });
  },
});
