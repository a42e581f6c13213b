import { relative } from 'node:path';
import type { KaggleDownload } from '@foldwise/data';
import { downloadKaggle } from '@foldwise/data';
import { kaggleClientFor } from '../competitions/kaggle-client-for.ts';
import type { KagglePlace } from '../competitions/kaggle-place.ts';
import { kagglePlace } from '../competitions/kaggle-place.ts';
import type { Io } from '../io.ts';
import { heading } from '../render/heading.ts';
import { printJson } from '../render/json.ts';
import { nextSteps } from '../render/next-steps.ts';
import { count, formatBytes } from '../render/number.ts';
import { styleFor } from '../render/style.ts';
import { renderTable } from '../render/table.ts';
import { withProgress } from '../render/with-progress.ts';
import { UsageError } from '../usage-error.ts';

/** The options of `foldwise data` that are for Kaggle. */
export const downloadArgs = {
  kaggle: {
    type: 'boolean',
    describe: 'Download the files from Kaggle first, with your KAGGLE_API_TOKEN or kaggle.json',
  },
  file: { type: 'string', array: true, describe: 'With --kaggle: this file alone (again for more)' },
  force: { type: 'boolean', describe: 'With --kaggle: replace files that are not Kaggle’s' },
} as const;

interface DownloadArgs {
  readonly competition: string;
  readonly data?: string | undefined;
  readonly file?: readonly string[] | undefined;
  readonly force?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** Refuses options that say how to download where nothing is downloaded. */
export function checkDownloadArgs({ file, force }: DownloadArgs): void {
  const alone = file !== undefined ? '--file' : force === true ? '--force' : undefined;
  if (alone === undefined) return;
  throw new UsageError(
    `data: expected ${alone} with --kaggle, got it alone`,
    'without --kaggle nothing is downloaded',
  );
}

/** Downloads the files of a competition of Kaggle, and says what came. */
export async function downloadData(args: DownloadArgs, io: Io): Promise<void> {
  const place = await kagglePlace(args.competition, io, args.data);
  const files = await withProgress(io, `download ${place.slug}`, (onProgress) => {
    const client = kaggleClientFor(io, (message) => onProgress({ type: 'note', message }));
    return downloadKaggle(place.slug, place.folder, {
      client,
      ...(args.file !== undefined && { files: args.file }),
      ...(args.force === true && { force: true }),
      onProgress,
    });
  });
  if (args.json === true) printJson(io, { kaggle: place.slug, folder: place.folder, files });
  else io.out.write(downloadText(place, files, io));
}

function downloadText({ slug, folder, name }: KagglePlace, files: readonly KaggleDownload[], io: Io): string {
  const style = styleFor(io.out);
  const near = relative(io.cwd, folder);
  const shown = near === '' ? '.' : near.startsWith('..') ? folder : near;
  const table = renderTable(
    [{ title: 'file' }, { title: 'size', align: 'right' }, { title: 'sha256' }, { title: '' }],
    files.map(({ name: file, bytes, sha256, outcome }) => [
      file,
      formatBytes(bytes),
      sha256.slice(0, 16),
      outcome === 'kept' ? 'was there' : outcome,
    ]),
    { width: io.out.columns, dress: (line, row) => (row < 0 ? style('dim', line) : line) },
  );
  const next =
    name === undefined
      ? ([`foldwise new ${slug} --from ${shown}`, 'make a competition of them'] as const)
      : ([`foldwise data ${name}`, 'see what is in them'] as const);
  return `${heading(io.out, slug, 'files of Kaggle', `${count(files.length, 'file')} in ${shown}`)}${table}${nextSteps(io.out, [next])}`;
}
