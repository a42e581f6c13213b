import { explainFeatures } from '@foldwise/experiments';
import { defineCommand } from '../command.ts';
import { openNamed } from '../competitions/open-named.ts';
import { shared } from '../options.ts';
import { featuresText } from '../render/features.ts';
import { printJson } from '../render/json.ts';

/** Fits the features on all training rows, and says what they are and why. */
export const features = defineCommand({
  words: 'features <competition>',
  summary: 'Show what features are made, and why',
  args: { competition: shared.competition, data: shared.data, json: shared.json },
  examples: [
    ['foldwise features titanic', 'what was dropped, what was made of what, and the columns that come out'],
    ['foldwise features titanic --json', 'the same for scripts'],
  ],
  async run(args, io) {
    const open = await openNamed(args.competition, io, args.data);
    const explained = await explainFeatures(open);
    if (args.json === true) printJson(io, explained);
    else io.out.write(featuresText(args.competition, explained, io.out));
  },
});
