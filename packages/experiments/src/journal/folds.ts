import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FoldwiseError, rng } from '@foldwise/core';
import type { Fold, Splitter, Table, Target } from '@foldwise/data';
import { z } from 'zod';
import { canonicalJson, hashOf, parseCanonicalJson, sha256Of } from './canonical-json.ts';
import { checkFolds } from './check-folds.ts';
import { codeOf, fileError } from './file-error.ts';
import { foldsOfText, foldText, type FoldText } from './fold-text.ts';
import { type FileCalls, realFileCalls } from './file-calls.ts';
import { writeWhole } from './write-whole.ts';

/** What a fold assignment is made of. */
export interface FoldAssignmentOptions {
  /** Holds the registry, as `folds/<key>.json`. */
  readonly directory: string;
  readonly splitter: Splitter;
  /** The training rows. */
  readonly table: Table;
  readonly target: Target;
  readonly seed: number;
  /** Hash of the raw files. */
  readonly dataHash: string;
  /** The ids of the rows, in their order. */
  readonly ids: readonly string[];
  readonly files?: FileCalls;
}

/** Folds that every run of a competition shares. */
export interface FoldAssignment {
  /** Of the ids and their folds: runs with the same hash were scored on the same rows, and can be compared and blended. */
  readonly hash: string;
  readonly folds: readonly Fold[];
  /** The file of the registry. */
  readonly path: string;
}

const assignmentText = z.discriminatedUnion('layout', [
  z.object({
    layout: z.literal('validated-once'),
    folds: z.int().min(1),
    foldOfRow: z.array(z.int().min(-1)),
  }),
  z.object({ layout: z.literal('roles'), rolesOfFold: z.array(z.string().regex(/^[tv.]*$/)) }),
]);
const fileForm = z.object({
  format: z.literal(1),
  splitter: z.unknown(),
  seed: z.number(),
  dataHash: z.string(),
  rows: z.int(),
  idsHash: z.string(),
  sha256: z.string(),
  assignment: assignmentText,
});

function wrong(path: string, expected: string): FoldwiseError {
  return new FoldwiseError(`expected ${expected}`, {
    code: 'journal',
    where: path,
    hint: 'restore the file from a copy; or delete it to have it made anew: the same data, splitter and seed give the same folds',
  });
}

function parse(path: string, text: string): z.infer<typeof fileForm> {
  try {
    return fileForm.parse(parseCanonicalJson(text));
  } catch {
    throw wrong(
      path,
      'a fold assignment as foldwise writes it, got something else: the file was damaged or edited',
    );
  }
}

/** The folds in a file of the registry, after everything that can be checked was. */
function load(path: string, text: string, options: FoldAssignmentOptions, idsHash: string): FoldAssignment {
  const file = parse(path, text);
  const { sha256, ...content } = file;
  if (hashOf(content) !== sha256) {
    throw wrong(path, 'the folds that this file was written with, got others: it was damaged or edited');
  }
  if (file.rows !== options.ids.length || file.idsHash !== idsHash) {
    throw wrong(path, `the ids of these ${options.ids.length} rows, got those of ${file.rows} other rows`);
  }
  const folds = foldsOfText(file.assignment);
  checkFolds(folds, file.rows, path);
  return { hash: hashOf({ idsHash, assignment: file.assignment }), folds, path };
}

function contentOf(options: FoldAssignmentOptions, idsHash: string, assignment: FoldText): string {
  const { splitter, seed, dataHash, ids } = options;
  const content = {
    format: 1,
    splitter: splitter.spec,
    seed,
    dataHash,
    rows: ids.length,
    idsHash,
    assignment,
  };
  return `${canonicalJson({ ...content, sha256: hashOf(content) })}\n`;
}

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw fileError(error, path, 'read this fold assignment');
  }
}

/**
 * The folds of a competition: made once by the splitter, saved, and read back ever after, so that all runs are scored on the same rows
 * even where a later version of the splitter would cut otherwise.
 *
 * The file is `folds/<key>.json` in the directory; the key is a hash of the splitter's spec, the seed and the hash of the data. It holds
 * the fold of each row and a sha256, and is checked whenever it is read.
 *
 * @throws FoldwiseError (`journal`) where the file was edited or damaged or is of other rows, (`data`) where the splitter gives no proper
 * folds, (`file`) where it cannot be written.
 * @example
 * const { hash, folds } = foldAssignment({ directory: 'runs', splitter: kFold({ folds: 5 }), table, target, seed: 0, dataHash, ids });
 */
export function foldAssignment(options: FoldAssignmentOptions): FoldAssignment {
  const { directory, splitter, table, target, seed, dataHash, ids } = options;
  if (ids.length !== table.length) {
    throw new FoldwiseError(`expected an id for each of ${table.length} rows, got ${ids.length}`, {
      code: 'input',
      where: 'foldAssignment',
    });
  }
  const key = hashOf({ splitter: splitter.spec, seed, dataHash }).slice(0, 16);
  const path = join(directory, 'folds', `${key}.json`);
  const idsHash = sha256Of(JSON.stringify(ids));
  const there = textAt(path);
  if (there !== undefined) return load(path, there, options, idsHash);
  const folds = splitter.split(table, target, rng(seed).split('folds'));
  checkFolds(folds, table.length, splitter.spec.kind);
  const text = contentOf(options, idsHash, foldText(folds, table.length));
  writeWhole(path, text, options.files ?? realFileCalls);
  // Read back from the very text, so that the first run and the later ones go the same way.
  return load(path, text, options, idsHash);
}
