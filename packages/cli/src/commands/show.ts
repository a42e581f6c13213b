import { findRun, showRun } from '@foldwise/experiments';
import { defineCommand } from '../command.ts';
import { homeOf } from '../competitions/find-competition.ts';
import { shared } from '../options.ts';
import { printJson } from '../render/json.ts';
import { runDetailsText } from '../render/run-details.ts';

/** All that is known of one run. */
export const show = defineCommand({
  words: 'show <competition> [run]',
  summary: 'Show how a run went, fold by fold',
  args: {
    competition: shared.competition,
    run: { type: 'string', default: 'best', describe: 'Which run: best, or its id (see foldwise runs)' },
    json: shared.json,
  },
  examples: [
    ['foldwise show titanic', 'the best run'],
    ['foldwise show titanic mlp-1f3a5c7e/4 --json', 'everything that is known about this one'],
  ],
  async run({ competition, run, json }, io) {
    const home = homeOf(competition, io.cwd);
    const { id } = await findRun(home, run);
    const details = await showRun(home, id);
    if (json === true) printJson(io, details);
    else io.out.write(runDetailsText(home.slug, details, io));
  },
});
