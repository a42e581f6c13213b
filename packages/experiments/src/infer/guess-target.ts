import { didYouMean } from '@foldwise/core';
import { quoted, refuseFolder } from './refuse-folder.ts';
import type { FolderTables } from './read-folder.ts';

export interface TargetGuess {
  /** One, or several numbers in the order of the sample. */
  readonly targets: readonly string[];
  readonly because: string;
  /** The sample's columns, where each is the probability of a class. */
  readonly classColumns?: readonly string[];
}

/**
 * The column to predict: stated, or asked for by the sample submission, or the only one that test rows lack; several where the sample
 * asks for several that are numbers.
 *
 * @throws FoldwiseError where there is none, where it cannot be told which, and where the stated one is not in the training file.
 */
export function guessTarget(tables: FolderTables, id: string, stated?: string): TargetGuess {
  const { train, test, sample, where } = tables;
  const asked = sample.names.slice(1);
  const absent = train.names.filter((name) => name !== id && !test.has(name));
  if (stated !== undefined) return withClasses(tables, asked, checkStated(tables, id, stated));
  const both = asked.filter((name) => absent.includes(name));
  if (both.length > 1) return { targets: severalTargets(tables, asked, both), because: askedFor('them') };
  if (both.length === 1 && asked.length === 1) return { targets: both, because: askedFor('it') };
  if (absent.length === 0) {
    refuseFolder(
      where,
      'expected a column to predict, got none: the test file has every column of the training file',
      'name it with --target, or look whether the two files are the right ones',
    );
  }
  if (absent.length > 1) {
    refuseFolder(
      where,
      `expected one column that only the training file has, got ${absent.length}: ${quoted(absent)}`,
      'name the one to predict with --target',
    );
  }
  return withClasses(tables, asked, {
    targets: [absent[0]!],
    because: 'the only column of train that test lacks',
  });
}

const askedFor = (what: 'it' | 'them') =>
  `the sample submission asks for ${what}, and only train has ${what}`;

/** Several targets are numbers, and all that the sample asks for. */
function severalTargets(
  { where, train }: FolderTables,
  asked: readonly string[],
  targets: readonly string[],
): readonly string[] {
  const stranger = asked.find((name) => !targets.includes(name));
  if (stranger !== undefined) {
    refuseFolder(
      where,
      `expected sample columns that are targets, got "${stranger}" beside ${quoted(targets)}`,
      'look whether the files are of one competition',
    );
  }
  const odd = targets.find((name) => train.column(name).kind !== 'number');
  if (odd === undefined) return targets;
  return refuseFolder(
    where,
    `expected one target, or several of numbers, got ${targets.length}, of which "${odd}" is none of numbers: ${quoted(targets)}`,
    'make one folder a target, each with a sample of its id and that target',
  );
}

function checkStated({ where, train, test }: FolderTables, id: string, stated: string): TargetGuess {
  if (!train.has(stated)) {
    refuseFolder(
      where,
      `expected the target "${stated}" in the training file`,
      didYouMean(stated, train.names),
    );
  }
  if (stated === id) {
    refuseFolder(
      where,
      `expected a target that is not the id, got "${stated}" for both`,
      'name another --target',
    );
  }
  const also = test.has(stated) ? '; the test file has it too, which is not read' : '';
  return { targets: [stated], because: `stated with --target${also}` };
}

/** Several columns in the sample are probabilities, one a class, if they are named as the values of the target. */
function withClasses(tables: FolderTables, asked: readonly string[], guess: TargetGuess): TargetGuess {
  if (asked.length < 2) return guess;
  const [target] = guess.targets;
  const column = tables.train.column(target!);
  const levels = column.kind === 'number' ? [...new Set(column.values)].map(String) : column.levels;
  const odd = levels.filter((level) => !asked.includes(level));
  if (odd.length === 0) {
    return {
      ...guess,
      because: `${guess.because}; the sample has a column for each of its values`,
      classColumns: asked,
    };
  }
  return refuseFolder(
    tables.where,
    `expected sample columns named as the values of "${target}", got ${quoted(asked)} for ${quoted(levels)}`,
    'rename the columns of the sample, or name another --target',
  );
}
