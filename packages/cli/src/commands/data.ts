import { prepareData } from '@foldwise/experiments';
import { defineCommand } from '../command.ts';
import { openNamed } from '../competitions/open-named.ts';
import { shared } from '../options.ts';
import { dataText } from '../render/data-summary.ts';
import { printJson } from '../render/json.ts';
import { checkDownloadArgs, downloadArgs, downloadData } from './download-data.ts';
import { summariseData } from '../facts/summarise-data.ts';

/** Loads and checks the raw files as a sweep would, and counts what is in them; or downloads them. */
export const data = defineCommand({
  words: 'data <competition>',
  summary: 'Check the raw files, or download them from Kaggle',
  args: { competition: shared.competition, ...downloadArgs, data: shared.data, json: shared.json },
  examples: [
    ['foldwise data diamonds', 'columns, missing cells, target and folds'],
    ['foldwise data titanic --data ~/kaggle/titanic', 'raw files that lie elsewhere'],
    ['foldwise data titanic --kaggle', 'download its files into its data/'],
    ['foldwise data spaceship-titanic --kaggle', 'or into ./spaceship-titanic, for foldwise new'],
  ],
  async run(args, io) {
    if (args.kaggle === true) return downloadData(args, io);
    checkDownloadArgs(args);
    const open = await openNamed(args.competition, io, args.data);
    const summary = summariseData(open, await prepareData(open));
    if (args.json === true) printJson(io, summary);
    else io.out.write(dataText(summary, io.out));
  },
});
