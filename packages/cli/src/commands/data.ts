import { prepareData } from '@foldwise/experiments';
import { defineCommand } from '../command.ts';
import { openNamed } from '../competitions/open-named.ts';
import { shared } from '../options.ts';
import { dataText } from '../render/data-summary.ts';
import { printJson } from '../render/json.ts';
import { summariseData } from '../facts/summarise-data.ts';

/** Loads and checks the raw files as a sweep would, and counts what is in them. */
export const data = defineCommand({
  words: 'data <competition>',
  summary: 'Check the raw files, and say what is in them',
  args: { competition: shared.competition, data: shared.data, json: shared.json },
  examples: [
    ['foldwise data diamonds', 'columns, missing cells, target and folds'],
    ['foldwise data titanic --data ~/kaggle/titanic', 'raw files that lie elsewhere'],
  ],
  async run(args, io) {
    const open = await openNamed(args.competition, io, args.data);
    const summary = summariseData(open, await prepareData(open));
    if (args.json === true) printJson(io, summary);
    else io.out.write(dataText(summary, io.out));
  },
});
