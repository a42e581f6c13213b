import { findRun, showRun } from '@foldwise/experiments';
import { svgFile, svgToPng } from '@foldwise/plot';
import { defineCommand } from '../command.ts';
import { homeOf } from '../competitions/find-competition.ts';
import { shared } from '../options.ts';
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
      choices: subjects,
      default: 'curves',
      describe: 'Learning curves, layers, or filters of a convolution',
    },
    log: { type: 'boolean', describe: 'Curves by their powers of ten' },
    svg: { type: 'string', describe: 'Write an SVG file, instead of drawing in the terminal' },
    png: { type: 'string', describe: 'Write a PNG file; needs the package @resvg/resvg-js' },
  },
  examples: [
    ['foldwise plot titanic', 'learning curves of the best run, in the terminal'],
    ['foldwise plot titanic best --of network --svg network.svg', 'its layers, in a file'],
  ],
  async run({ competition, run, of, log, svg, png }, io) {
    const home = homeOf(competition, io.cwd);
    const { id } = await findRun(home, run);
    const picture = runPicture(of, home.slug, await showRun(home, id), log);
    const file = svgFile(picture.title, picture.drawing);
    if (svg !== undefined) writeFile(svg, file, io);
    if (png !== undefined) writeFile(png, await svgToPng(file), io);
    const written = [svg, png].filter((path) => path !== undefined);
    io.out.write(written.map((path) => `wrote ${path}\n`).join(''));
    if (written.length === 0) io.out.write(`${picture.text(io.out).join('\n')}\n`);
  },
});
