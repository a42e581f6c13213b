import { auditCompetition, prepareData, refuseLeaks } from '@foldwise/experiments';
import { defineCommand } from '../command.ts';
import { openNamed } from '../competitions/open-named.ts';
import { shared } from '../options.ts';
import { dataText } from '../render/data-summary.ts';
import { printJson } from '../render/json.ts';
import { checkDownloadArgs, downloadArgs, downloadData } from './download-data.ts';
import { summariseData } from '../facts/summarise-data.ts';
import { writeFile } from '../write-file.ts';

/**
 * Loads and checks the raw files as a sweep would, counts what is in them, and looks for what would make a score worth nothing; or downloads
 * them.
 */
export const data = defineCommand({
  words: 'data <competition>',
  summary: 'Check the raw files and look for leaks, or download them from Kaggle',
  args: {
    competition: shared.competition,
    ...downloadArgs,
    data: shared.data,
    html: {
      type: 'string',
      requiresArg: false,
      describe: 'Write a page as well, to this file (default: <competition>-data.html)',
    },
    strict: shared.strict,
    json: shared.json,
  },
  examples: [
    ['foldwise data diamonds', 'columns, missing cells, target, folds, and what speaks against them'],
    ['foldwise data titanic --data ~/kaggle/titanic', 'raw files that lie elsewhere'],
    ['foldwise data titanic --html titanic.html', 'and a page with the distributions'],
    ['foldwise data titanic --kaggle', 'download its files into its data/'],
    ['foldwise data spaceship-titanic --kaggle', 'or into ./spaceship-titanic, for foldwise new'],
  ],
  async run(args, io) {
    if (args.kaggle === true) return downloadData(args, io);
    checkDownloadArgs(args);
    const open = await openNamed(args.competition, io, args.data);
    const prepared = await prepareData(open);
    const audit = await auditCompetition(open, prepared, io.signal);
    const summary = summariseData(open, prepared, audit);
    if (args.json === true) printJson(io, summary);
    else io.out.write(dataText(summary, io.out));
    if (args.html !== undefined) {
      const { dataPage } = await import('../render/data-page.ts');
      const path = args.html === '' ? `${open.competition.name}-data.html` : args.html;
      writeFile(path, dataPage(summary), io);
      if (args.json !== true) io.out.write(`wrote ${path}\n`);
    }
    if (args.strict === true) refuseLeaks(audit.findings.filter(({ severity }) => severity === 'leak'));
  },
});
