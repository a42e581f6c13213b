import { resolve } from 'node:path';
import { findRun } from '@foldwise/experiments';
import { defineCommand } from '../command.ts';
import { openNamed } from '../competitions/open-named.ts';
import { shared, wholeNumber } from '../options.ts';
import { UsageError } from '../usage-error.ts';
import { submitRun } from './submit-run.ts';

/** The submission file of a run, the best one unless another is named, and its score at Kaggle where it is uploaded. */
export const submit = defineCommand({
  words: 'submit <competition> [run]',
  summary: 'Write the submission of a run, check it, and upload it',
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
    upload: {
      type: 'boolean',
      describe: 'Submit it to Kaggle, with your KAGGLE_API_TOKEN or kaggle.json, and wait for the score',
    },
    message: {
      type: 'string',
      describe: 'With --upload: what is written beside it (default: run and score)',
    },
    wait: {
      type: 'string',
      describe: 'With --upload: seconds to wait for the score (default 600)',
      coerce: wholeNumber('wait', 0),
    },
    mlflow: shared.mlflow,
    output: { type: 'string', describe: 'File to write (default: submissions/ of the competition)' },
    data: shared.data,
    json: shared.json,
  },
  examples: [
    ['foldwise submit titanic', 'the best run there is'],
    ['foldwise submit titanic mlp-1f3a5c7e/4', 'this one'],
    ['foldwise submit titanic --refit --output titanic.csv', 'fitted on all rows, to this file'],
    ['foldwise submit titanic --upload --message "first try"', 'and its score at Kaggle'],
  ],
  async run(args, io) {
    if (args.portable === true && args.refit !== true) {
      throw new UsageError(
        'submit: expected --portable with --refit, got it alone',
        'without --refit nothing is computed anew: sweep or cv --portable decide',
      );
    }
    checkUploadArgs(args);
    const open = await openNamed(args.competition, io, args.data);
    const { id } = await findRun(open.home, args.run);
    const options = {
      ...(args.refit === true && { refit: true }),
      ...(args.portable === true && { portable: true }),
      ...(args.mlflow !== undefined && { mlflow: args.mlflow }),
      ...(args.output !== undefined && { output: resolve(io.cwd, args.output) }),
      ...(args.upload === true && {
        upload: {
          ...(args.message !== undefined && { message: args.message }),
          ...(args.wait !== undefined && { waitSeconds: args.wait }),
        },
      }),
    };
    await submitRun(open, id, options, args.json === true, io);
  },
});

function checkUploadArgs({
  upload,
  message,
  wait,
}: {
  readonly upload?: boolean | undefined;
  readonly message?: string | undefined;
  readonly wait?: number | undefined;
}): void {
  const alone = message !== undefined ? '--message' : wait !== undefined ? '--wait' : undefined;
  if (upload === true || alone === undefined) return;
  throw new UsageError(
    `submit: expected ${alone} with --upload, got it alone`,
    'without --upload nothing is sent to Kaggle',
  );
}
