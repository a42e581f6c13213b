import { exportRun } from '@foldwise/experiments';
import { defineCommand } from '../command.ts';
import { openNamed } from '../competitions/open-named.ts';
import { shared, wholeNumber } from '../options.ts';
import { writeFile } from '../write-file.ts';

/** The network of a run, for other programs. */
export const exportNetwork = defineCommand({
  words: 'export <competition> [run]',
  summary: 'Write the network of a run as an ONNX file',
  args: {
    competition: shared.competition,
    run: { type: 'string', default: 'best', describe: 'Which run: best, or its id (see foldwise runs)' },
    onnx: { type: 'string', demandOption: true, describe: 'The file to write' },
    fold: {
      type: 'string',
      describe: 'The network of which fold, from 1 (default 1)',
      coerce: wholeNumber('fold', 1),
    },
    data: shared.data,
  },
  examples: [
    ['foldwise export titanic --onnx titanic.onnx', 'the best run, its first fold'],
    ['foldwise export titanic mlp-1f3a5c7e/4 --fold 3 --onnx fold-3.onnx', 'the third fold of this one'],
  ],
  async run({ competition, run, onnx, fold = 1, data }, io) {
    const open = await openNamed(competition, io, data);
    const made = await exportRun(open, run, { fold: fold - 1 });
    writeFile(onnx, made.onnx, io);
    io.out.write(
      `wrote ${onnx}: run ${made.run}, fold ${made.fold + 1}, from ${made.features.length} features to raw outputs\n`,
    );
  },
});
