import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { FoldwiseError } from '@foldwise/core';
import { findRun, showRun } from '@foldwise/experiments';
import { svgFile, svgToPng } from '@foldwise/plot';
import { defineCommand } from '../command.ts';
import { homeOf } from '../competitions/find-competition.ts';
import type { Io } from '../io.ts';
import { shared } from '../options.ts';
import { runPicture, subjects } from '../render/run-picture.ts';

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
    svg: { type: 'string', describe: 'Write an SVG file, instead of drawing in the terminal' },
    png: { type: 'string', describe: 'Write a PNG file; needs the package @resvg/resvg-js' },
  },
  examples: [
    ['foldwise plot titanic', 'learning curves of the best run, in the terminal'],
    ['foldwise plot titanic best --of network --svg network.svg', 'its layers, in a file'],
  ],
  async run({ competition, run, of, svg, png }, io) {
    const home = homeOf(competition, io.cwd);
    const { id } = await findRun(home, run);
    const picture = runPicture(of, home.slug, await showRun(home, id));
    const file = svgFile(picture.title, picture.drawing);
    if (svg !== undefined) write(svg, file, io);
    if (png !== undefined) write(png, await svgToPng(file), io);
    if (svg === undefined && png === undefined) io.out.write(`${picture.text(io.out).join('\n')}\n`);
  },
});

function write(path: string, content: string | Uint8Array, io: Io): void {
  try {
    writeFileSync(resolve(io.cwd, path), content);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FoldwiseError(`expected a file that can be written, got ${reason}`, {
      code: 'file',
      where: path,
      hint: 'name a file in a folder that there is',
      cause: error,
    });
  }
  io.out.write(`wrote ${path}\n`);
}
