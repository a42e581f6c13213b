import { resolve } from 'node:path';
import { inferCompetition } from '@foldwise/experiments';
import { defineCommand } from '../command.ts';
import { competitionsFolder } from '../competitions/find-competition.ts';
import { checkFree, writeCompetition } from '../facts/write-competition.ts';
import { printJson } from '../render/json.ts';
import { guessText } from '../render/guess.ts';
import { shared } from '../options.ts';

/** Guesses a competition from a folder or zip, says why, and writes its files and its data. */
export const create = defineCommand({
  words: 'new <slug>',
  summary: 'Make a competition of files as Kaggle gives them',
  args: {
    slug: { type: 'string', demandOption: true, describe: 'Name of the new competition and its folder' },
    from: {
      type: 'string',
      demandOption: true,
      describe: 'Folder or zip with train, test and sample submission (.csv, .csv.gz, .zip)',
    },
    target: { type: 'string', describe: 'Column to predict (default: what the sample submission asks for)' },
    metric: {
      type: 'string',
      describe: 'accuracy, logLoss, rocAuc, rmse, rmsle, qwk, … (default: a likely one)',
    },
    id: { type: 'string', describe: "Column that names a row (default: the sample submission's first)" },
    features: {
      type: 'string',
      choices: ['auto', 'steps'],
      describe: 'Features chosen by the data, or steps written out to change by hand (default: auto)',
    },
    force: { type: 'boolean', describe: 'Write over a competition that is there; its runs stay' },
    json: shared.json,
  },
  examples: [
    ['foldwise new spaceship --from ~/Downloads/spaceship-titanic', 'guess everything'],
    ['foldwise new houses --from houses.zip --features steps', 'with a pipeline to change by hand'],
    ['foldwise new wine --from wine.zip --metric qwk', 'out of a zip, with a stated metric'],
  ],
  async run({ slug, from, target, metric, id, features, force, json }, io) {
    const folder = resolve(competitionsFolder(io.cwd), slug);
    const source = resolve(io.cwd, from);
    checkFree(folder, io.cwd, force === true);
    const guess = await inferCompetition(source, {
      slug,
      ...(target !== undefined && { target }),
      ...(metric !== undefined && { metric }),
      ...(id !== undefined && { id }),
      ...(features !== undefined && { features: features === 'steps' ? 'steps' : 'auto' }),
    });
    const written = await writeCompetition(guess, source, folder);
    if (json === true) printJson(io, { folder, ...written, guess });
    else io.out.write(guessText(guess, folder, written, io));
  },
});
