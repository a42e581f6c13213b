import { didYouMean, FoldwiseError } from '@foldwise/core/base';
import type { KaggleDownload, TransferEvent } from './download-file.ts';
import { downloadFile } from './download-file.ts';
import type { KaggleClient } from './kaggle-client.ts';
import { whereOf } from './kaggle-error.ts';
import { isInside, listKaggleFiles } from './list-kaggle-files.ts';

/** What of a competition is downloaded, and how. */
export interface DownloadKaggleOptions {
  readonly client: KaggleClient;
  /** Names of files; default: all of the competition's, as one zip where they are more than 25. */
  readonly files?: readonly string[];
  /** Whether files that are there and are others than Kaggle's are replaced; default false, which makes them an error. */
  readonly force?: boolean;
  readonly onProgress?: (event: TransferEvent) => void;
}

/** Of more files than this Kaggle is asked for one zip: the number of kagglehub (`MAX_NUM_FILES_DIRECT_DOWNLOAD`). */
const mostSingleFiles = 25;

/**
 * Downloads the files of a competition of Kaggle into a folder, as `kaggleFolder()` reads them.
 *
 * Each is written whole or not at all, under the name that Kaggle gives it (and `.zip`, where Kaggle packs it). What was cut off goes on
 * where it was, in this call or the next. A file that is there already is kept where it has the size, and the checksum if one is stated,
 * of Kaggle's. A checksum is compared and a zip is unpacked once, to nowhere, before it gets its name.
 *
 * @returns the files in Kaggle's order.
 * @throws FoldwiseError `input` where Kaggle refuses (wrong credentials, rules that are not accepted, no such competition or file), `file`
 * where another file stands in the place or the disk is full, `network` where Kaggle does not answer well however often it is asked, or
 * what came is damaged.
 * @example
 * const client = kaggleClient({ credentials: kaggleCredentials(process.env) });
 * await downloadKaggle('titanic', 'competitions/titanic/data', { client, files: ['train.csv'] });
 */
export async function downloadKaggle(
  slug: string,
  folder: string,
  { client, files, force = false, onProgress }: DownloadKaggleOptions,
): Promise<readonly KaggleDownload[]> {
  const listed = await listKaggleFiles(client, slug, mostSingleFiles + 1);
  const known = listed.map(({ name }) => name);
  const wanted = files ?? (known.length > mostSingleFiles ? undefined : known);
  if (wanted?.length === 0) {
    throw new FoldwiseError('expected files, got a competition without any', {
      code: 'input',
      where: whereOf(slug),
      hint: 'see on its page where the data is',
    });
  }
  // Where not all files are listed, Kaggle itself says which there are.
  const isThere = (name: string): boolean =>
    known.length > mostSingleFiles ? isInside(name) : known.includes(name);
  const unknown = wanted?.find((name) => !isThere(name));
  if (unknown !== undefined) {
    throw new FoldwiseError(`expected a file of the competition, got "${unknown}"`, {
      code: 'input',
      where: whereOf(slug),
      hint: didYouMean(unknown, known),
    });
  }
  const encoded = encodeURIComponent(slug);
  const all = [{ name: `${slug}.zip`, path: `competitions/data/download-all/${encoded}` }];
  const jobs =
    wanted?.map((name) => ({
      name,
      path: `competitions/data/download/${encoded}/${encodeURIComponent(name)}`,
    })) ?? all;
  const done: KaggleDownload[] = [];
  for (const job of jobs) {
    const doing = `download ${job.name}`;
    done.push(await downloadFile(client, { ...job, slug, doing, folder, force, onProgress }));
  }
  return done;
}
