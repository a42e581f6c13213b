import { measureImportance } from '@foldwise/experiments';
import { defineCommand } from '../command.ts';
import { openNamed } from '../competitions/open-named.ts';
import { shared, wholeNumber } from '../options.ts';
import { importanceText } from '../render/importance.ts';
import { printJson } from '../render/json.ts';
import { withProgress } from '../render/with-progress.ts';

/** By how much a model needs each column, on the rows that it did not see. */
export const importance = defineCommand({
  words: 'importance <competition> [model]',
  summary: 'Measure how much a model needs each column',
  args: {
    competition: shared.competition,
    model: { type: 'string', describe: 'Name of the model (default: the first of the competition)' },
    of: {
      type: 'string',
      choices: ['columns', 'features'],
      describe: 'Shuffle columns of the files, or features by themselves (default: columns)',
    },
    repeats: {
      type: 'string',
      describe: 'How often each is shuffled (default 5)',
      coerce: wholeNumber('repeats', 1),
    },
    nulls: {
      type: 'string',
      describe: 'Cross-validations with shuffled targets, to tell importance from chance (default 0)',
      coerce: wholeNumber('nulls', 0),
    },
    seed: shared.seed,
    portable: shared.portable,
    data: shared.data,
    json: shared.json,
  },
  examples: [
    ['foldwise importance penguins', 'by how much the score gets worse without each column'],
    ['foldwise importance titanic --nulls 20', 'and how much of that is chance'],
    ['foldwise importance titanic mlp --of features --json', 'feature by feature, for scripts'],
  ],
  async run({ competition, model, of, repeats, nulls, seed, portable, data, json }, io) {
    const open = await openNamed(competition, io, data);
    const measured = await withProgress(io, `importance for ${model ?? 'the first model'}`, (onProgress) =>
      measureImportance(open, {
        ...(model !== undefined && { model }),
        ...(of !== undefined && { of: of === 'features' ? 'features' : 'columns' }),
        ...(repeats !== undefined && { repeats }),
        ...(nulls !== undefined && { nulls }),
        ...(seed !== undefined && { seed }),
        ...(portable === true && { portable: true }),
        signal: io.signal,
        onProgress,
      }),
    );
    if (json === true) printJson(io, measured);
    else io.out.write(importanceText(competition, measured, io.out));
  },
});
