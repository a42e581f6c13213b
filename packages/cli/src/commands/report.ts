import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { makeFolder, recordRunFile, type Report, reportOf, writeWhole } from '@foldwise/experiments';
import { svgFile, svgToPng } from '@foldwise/plot';
import { defineCommand } from '../command.ts';
import { mirrorStudyOf } from '../mirror/mirrored.ts';
import { openNamed } from '../competitions/open-named.ts';
import type { Io } from '../io.ts';
import { shared } from '../options.ts';
import { reportCharts } from '../render/report-charts.ts';
import { reportPage } from '../render/report-page.ts';
import { withProgress } from '../render/with-progress.ts';
import { writeFile } from '../write-file.ts';

/** One run, or a sweep and its best run, as a page to hand on. */
export const report = defineCommand({
  words: 'report <competition> [subject]',
  summary: 'Write up a run or sweep as one HTML page',
  args: {
    competition: shared.competition,
    subject: {
      type: 'string',
      default: 'best',
      describe: 'Which run, as for show, or which sweep or study; of those the best run',
    },
    output: { type: 'string', describe: 'File to write (default: reports/ of the competition)' },
    png: {
      type: 'boolean',
      describe: 'Write the charts as PNG files beside it too; needs the package @resvg/resvg-js',
    },
    mlflow: shared.mlflow,
    data: shared.data,
  },
  examples: [
    ['foldwise report titanic', 'the best run there is'],
    ['foldwise report titanic mlp', 'the latest study of the sweep mlp'],
    ['foldwise report titanic mlp-1f3a5c7e/4 --output write-up.html', 'this run, to this file'],
    ['foldwise report titanic --png', 'and each chart as a picture of its own'],
  ],
  async run({ competition, subject, output, png, mlflow, data }, io) {
    const open = await openNamed(competition, io, data);
    const made = await withProgress(io, 'report', (onProgress) => reportOf(open, subject, onProgress));
    const path = output === undefined ? ownPath(open.home.directory, made) : resolve(io.cwd, output);
    const isNew = !existsSync(path);
    // A folder that the user named has to be there; the one of reports is made.
    if (output === undefined) {
      makeFolder(join(open.home.directory, 'reports'));
      writeWhole(path, reportPage(made));
    } else writeFile(output, reportPage(made), io);
    const { row } = made.run;
    await recordRunFile(open.home, row.id, 'report', path);
    for (const note of made.notes) io.err.write(`note: ${note}\n`);
    io.out.write(`wrote ${shownPath(path, io)}${isNew ? '' : ', in place of the one that was there'}\n`);
    if (png === true) await writePictures(made, path, io);
    await mirrorStudyOf(open.home, row.study, mlflow, io);
  },
});

/** `reports/titanic-mlp-1f3a5c7e-4.html`, of a whole study `reports/titanic-mlp-1f3a5c7e.html`. */
function ownPath(directory: string, { competition, kind, run }: Report): string {
  const subject = kind === 'study' ? run.row.study : run.row.id;
  return join(directory, 'reports', `${competition}-${subject.replaceAll('/', '-')}.html`);
}

function shownPath(path: string, io: Io): string {
  const near = relative(io.cwd, path);
  return near.startsWith('..') ? path : near;
}

/** A folder of pictures beside the page, named as it is. */
async function writePictures(made: Report, page: string, io: Io): Promise<void> {
  const folder = page.replace(/\.html?$/i, '');
  const own = folder === page ? `${page}-charts` : folder;
  makeFolder(own);
  const charts = reportCharts(made);
  for (const { name, chart } of charts) {
    const title = `${made.competition}, ${made.run.row.id}: ${chart.title}`;
    writeWhole(join(own, `${name.replaceAll(/[^\w.-]/g, '_')}.png`), await svgToPng(svgFile(title, chart)));
  }
  io.out.write(`wrote ${charts.length} pictures to ${shownPath(own, io)}\n`);
}
