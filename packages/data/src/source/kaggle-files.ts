import { FoldwiseError } from '@foldwise/core/base';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { allBytes, fileSource } from '../format/byte-source.ts';
import type { ByteSource } from '../format/byte-source.ts';
import type { Zip } from '../format/read-zip.ts';
import { readZip } from '../format/read-zip.ts';
import { formatOf, tableFormats } from '../format/table-formats.ts';
import { unpack, unpackEntry } from '../format/unpack.ts';

/** A file of a competition, found and not yet read. */
export interface FoundFile {
  /** Its name in the folder: `train.csv.gz`, `titanic.zip/train.csv`. */
  readonly name: string;
  /** Its content, unpacked, piece by piece. */
  open(): Promise<ByteSource>;
  /** All of that, in memory. */
  read(): Promise<Uint8Array>;
}

/** The three files that Kaggle gives. */
export interface KaggleFiles {
  readonly train: FoundFile;
  readonly test: FoundFile;
  readonly sample: FoundFile;
}

/** Names of the files, where they are not the usual ones. */
export interface KaggleFileNames {
  /**
   * Default `train.csv`, or `train.` with what another format of `readTable` ends in (`train.parquet`); also packed: `train.csv.gz`,
   * `train.csv.zip`, or in any zip of the folder.
   */
  readonly train?: string;
  /** Default `test.csv`. */
  readonly test?: string;
  /** Default `sample_submission.csv`, `sampleSubmission.csv`, `gender_submission.csv`, else the one file with "submission" in its name. */
  readonly sample?: string;
}

type Part = keyof KaggleFiles;

/** A file of this name in each format of tables, CSV first. */
function inEachFormat(name: string): readonly RegExp[] {
  return tableFormats.map(({ extensions }) => new RegExp(`${name}\\.(${extensions.join('|')})$`, 'i'));
}

const USUAL: Readonly<Record<Part, readonly RegExp[]>> = {
  train: inEachFormat('^train'),
  test: inEachFormat('^test'),
  sample: [
    ...inEachFormat('^sample_?submission'),
    ...inEachFormat('^gender_submission'),
    ...inEachFormat('submission.*'),
  ],
};

const EXPECTED = 'train.csv, test.csv and sample_submission.csv (or .gz, .zip)';

/**
 * Finds the training, test and sample files in a folder, or in a zip as Kaggle gives it.
 *
 * Plain files come before what is in zips; zips are opened only where something lacks.
 *
 * @throws FoldwiseError `file` where one is not there, with what is; where two could be meant.
 */
export async function findKaggleFiles(path: string, names: KaggleFileNames = {}): Promise<KaggleFiles> {
  const { sample, ...found } = await findFiles(path, names, ['train', 'test', 'sample']);
  return { ...found, sample: sample! };
}

/** The same for a folder that may lack a sample file. */
export function findTrainAndTest(
  path: string,
  names: KaggleFileNames = {},
): Promise<Omit<KaggleFiles, 'sample'> & { readonly sample?: FoundFile }> {
  return findFiles(path, names, ['train', 'test']);
}

/**
 * Finds another file of the folder by its name, plain or packed.
 *
 * @throws FoldwiseError `file` where it is not there, with what is; where two could be meant.
 */
export async function findFile(path: string, name: string): Promise<FoundFile> {
  const plain = await listFolder(path);
  const inPlain = plainest(plain.filter((file) => isNamed(file, name)));
  const zipped = inPlain.length === 0 ? await listZips(path, plain) : [];
  const found = inPlain.length > 0 ? inPlain : zipped.filter((file) => isNamed(file, name));
  if (found.length === 1) return found[0]!;
  const got =
    found.length === 0
      ? `none; the folder holds ${listed([...plain, ...zipped].map((file) => file.name))}`
      : `${found.length}: ${listed(found.map((file) => file.name))}`;
  throw new FoldwiseError(`expected one file ${name} (or .gz, .zip), got ${got}`, {
    code: 'file',
    where: path,
    hint: found.length === 0 ? howToGet : 'take all but one of them away',
  });
}

async function findFiles(
  path: string,
  names: KaggleFileNames,
  needed: readonly Part[],
): Promise<Omit<KaggleFiles, 'sample'> & { readonly sample?: FoundFile }> {
  const plain = await listFolder(path);
  const parts = ['train', 'test', 'sample'] as const;
  const found = parts.map((part) => pick(part, plain, names[part], path));
  const zipped = found.includes(undefined) ? await listZips(path, plain) : [];
  const [train, test, sample] = parts.map((part, i) => found[i] ?? pick(part, zipped, names[part], path));
  const has = { train, test, sample };
  const lacking = needed.filter((part) => !has[part]).map((part) => nameOf(part, names));
  if (train && test && lacking.length === 0) return { train, test, ...(sample && { sample }) };
  const there = [...plain, ...zipped].map((file) => file.name);
  throw new FoldwiseError(
    `expected ${EXPECTED}, got no ${lacking.join(', no ')}; the folder holds ${listed(there)}`,
    { code: 'file', where: path, hint: howToGet },
  );
}

const howToGet =
  "put Kaggle's files there (foldwise data <name> --kaggle downloads them), or name the folder that has them with --data DIR";

function nameOf(part: Part, names: KaggleFileNames): string {
  return names[part] ?? (part === 'sample' ? 'sample submission' : `${part}.csv`);
}

function listed(names: readonly string[]): string {
  if (names.length === 0) return 'nothing';
  const more = names.length > 12 ? ` and ${names.length - 12} more` : '';
  return `${names.slice(0, 12).join(', ')}${more}`;
}

/** The name without what says how it is packed, and without folders: `a.zip/data/train.csv.gz` → `train.csv`. */
function bareName(name: string): string {
  return basename(name).replace(/\.(gz|zst|zip)$/i, '');
}

function pick(
  part: Part,
  files: readonly FoundFile[],
  wanted: string | undefined,
  where: string,
): FoundFile | undefined {
  const patterns = wanted === undefined ? USUAL[part] : [wanted];
  for (const pattern of patterns) {
    const matching = files.filter(({ name }) =>
      typeof pattern === 'string' ? isNamed({ name }, pattern) : pattern.test(bareName(name)),
    );
    const [first, ...more] = plainest(matching);
    if (first !== undefined && more.length === 0) return first;
    if (matching.length > 1) {
      throw new FoldwiseError(
        `expected one ${part} file, got ${matching.length}: ${listed(matching.map((file) => file.name))}`,
        { code: 'file', where, hint: `say which, as in kaggleFolder({ ${part}: '${matching[0]!.name}' })` },
      );
    }
  }
  return undefined;
}

function isNamed({ name }: Pick<FoundFile, 'name'>, wanted: string): boolean {
  return name === wanted || basename(name) === wanted || bareName(name) === wanted;
}

/** Of the same file plain and packed, the plain one. */
function plainest(files: readonly FoundFile[]): readonly FoundFile[] {
  const plain = files.filter((file) => bareName(file.name) === file.name);
  const same = new Set(files.map((file) => bareName(file.name))).size === 1;
  return plain.length === 1 && same ? plain : files;
}

async function listFolder(path: string): Promise<readonly FoundFile[]> {
  const kind = await stat(path).catch(() => undefined);
  if (kind?.isFile()) return /\.zip$/i.test(path) ? [] : [fileAt(path, basename(path))];
  if (!kind) {
    throw new FoldwiseError(`expected a folder with ${EXPECTED}, got no such folder`, {
      code: 'file',
      where: path,
      hint: howToGet,
    });
  }
  const entries = await readdir(path, { withFileTypes: true }).catch((cause: unknown) => {
    throw new FoldwiseError(`expected a folder that can be read, got ${String(cause)}`, {
      code: 'file',
      where: path,
      hint: 'see whether you may read it',
      cause,
    });
  });
  return entries
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => fileAt(join(path, entry.name), entry.name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function fileAt(path: string, name: string): FoundFile {
  return fileOf(name, async () => unpack(await fileSource(path, name), path));
}

function fileOf(name: string, open: () => Promise<ByteSource>): FoundFile {
  return { name, open, read: async () => allBytes(await open()) };
}

async function listZips(path: string, plain: readonly FoundFile[]): Promise<readonly FoundFile[]> {
  const inside = plain.filter((file) => /\.zip$/i.test(file.name) && formatOf(file.name) === undefined);
  const paths = /\.zip$/i.test(path) ? [path] : inside.map((file) => join(path, file.name));
  const files: FoundFile[] = [];
  for (const zipPath of paths) {
    const zip = await readZip(zipPath, basename(zipPath));
    files.push(...filesIn(zip, basename(zipPath)));
  }
  return files;
}

function filesIn(zip: Zip, zipName: string): FoundFile[] {
  return zip.entries
    .filter(({ name }) => !name.startsWith('__MACOSX/') && !basename(name).startsWith('.'))
    .map((entry) => {
      const name = `${zipName}/${entry.name}`;
      return fileOf(name, async () => unpackEntry(zip, entry.name, zipName));
    });
}
