import { resolve } from 'node:path';
import { findRun } from '@foldwise/experiments';
import { defineCommand } from '../command.ts';
import { openNamed } from '../competitions/open-named.ts';
import { shared } from '../options.ts';
import { UsageError } from '../usage-error.ts';
import { submitRun } from './submit-run.ts';

/** The submission file of a run, the best one unless another is named. */
export const submit = defineCommand({
  words: 'submit <competition> [run]',
  summary: 'Write the submission of a run, and check it',
  args: {
    competition: shared.competition,
    run: { type: 'string', default: 'best', describe: 'Which run: best, or its id (see foldwise runs)' },
    refit: {
      type: 'boolean',
      describe: 'Fit once more on all training rows instead of averaging the fold models',
    },
    portable: {
      type: 'boolean',
      describe: 'With --refit: the same bits on all hardware (default: as the run did)',
    },
    output: { type: 'string', describe: 'File to write (default: submissions/ of the competition)' },
    data: shared.data,
    json: shared.json,
  },
  examples: [
    ['foldwise submit titanic', 'the best run there is'],
    ['foldwise submit titanic mlp-1f3a5c7e/4', 'this one'],
    ['foldwise submit titanic --refit --output titanic.csv', 'fitted on all rows, to this file'],
  ],
  async run(args, io) {
    if (args.portable === true && args.refit !== true) {
      throw new UsageError(
        'submit: expected --portable with --refit, got it alone',
        'without --refit nothing is computed anew: sweep or cv --portable decide',
      );
    }
    const open = await openNamed(args.competition, io, args.data);
    const { id } = await findRun(open.home, args.run);
    const options = {
      ...(args.refit === true && { refit: true }),
      ...(args.portable === true && { portable: true }),
      ...(args.output !== undefined && { output: resolve(io.cwd, args.output) }),
    };
    await submitRun(open, id, options, args.json === true, io);
  },
});
