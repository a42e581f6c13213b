import { networkOfRun, showRun } from '@foldwise/experiments';
import { svgFile, svgToPng } from '@foldwise/plot';
import { defineCommand } from '../command.ts';
import { homeOf } from '../competitions/find-competition.ts';
import { openNamed } from '../competitions/open-named.ts';
import { shared, wholeNumber } from '../options.ts';
import { isOfRow, rowPicture, rowSubjects } from '../render/row-picture.ts';
import { runPicture, subjects } from '../render/run-picture.ts';
import { writeFile } from '../write-file.ts';

/** A picture of one run, in the terminal or in files. */
export const plot = defineCommand({
  words: 'plot <competition> [run]',
  summary: 'Draw how a run went, or what its network is',
  args: {
    competition: shared.competition,
    run: { type: 'string', default: 'best', describe: 'Which run: best, or its id (see foldwise runs)' },
    of: {
      choices: [...subjects, ...rowSubjects],
      default: 'curves',
      describe: 'Learning curves, layers, filters of a convolution, or what it makes of an image',
    },
    fold: {
      type: 'string',
      describe: 'The network of which fold makes something of an image, from 1 (default 1)',
      coerce: wholeNumber('fold', 1),
    },
    row: {
      type: 'string',
      describe: 'Id of the image, among the validation rows of the fold (default: the first)',
    },
    layer: {
      type: 'string',
      describe: 'Whose activations, as sequential[2] (default: the first convolution)',
    },
    output: {
      type: 'string',
      describe: 'The class that a map is of (default: the one with the highest output)',
    },
    data: shared.data,
    log: { type: 'boolean', describe: 'Curves by their powers of ten' },
    svg: { type: 'string', describe: 'Write an SVG file, instead of drawing in the terminal' },
    png: { type: 'string', describe: 'Write a PNG file; needs the package @resvg/resvg-js' },
  },
  examples: [
    ['foldwise plot titanic', 'learning curves of the best run, in the terminal'],
    ['foldwise plot titanic best --of network --svg network.svg', 'its layers, in a file'],
    ['foldwise plot digit-recognizer --of occlusion --row 7', 'what it looks at in an image'],
  ],
  async run({ competition, run, of, log, svg, png, fold = 1, row, layer, output, data }, io) {
    const home = homeOf(competition, io.cwd);
    const picture = isOfRow(of)
      ? rowPicture(
          of,
          home.slug,
          await networkOfRun(await openNamed(competition, io, data), run, { fold: fold - 1 }),
          { row, layer, output },
        )
      : runPicture(of, home.slug, await showRun(home, run), log);
    const file = svgFile(picture.title, picture.drawing);
    if (svg !== undefined) writeFile(svg, file, io);
    if (png !== undefined) writeFile(png, await svgToPng(file), io);
    const written = [svg, png].filter((path) => path !== undefined);
    io.out.write(written.map((path) => `wrote ${path}\n`).join(''));
    if (written.length === 0) io.out.write(`${picture.text(io.out).join('\n')}\n`);
  },
});
