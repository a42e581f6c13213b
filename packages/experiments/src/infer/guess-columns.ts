import type { Column } from '@foldwise/data';
import type { ColumnFacts } from './column-facts.ts';
import { factsOf } from './column-facts.ts';
import { groupDigits } from './group-digits.ts';
import { guessParts } from './guess-parts.ts';
import type { ColumnGuess } from './guess.ts';
import type { FolderTables } from './read-folder.ts';
import { inOrder } from './in-order.ts';

/** A category of more levels is left out, since each level is a column of the network's input. */
const mostLevels = 50;
/** A category of up to so many levels is written out in the schema. */
const statedLevels = 12;
/** Skewness from which a logarithm is offered: that of an exponential distribution. */
const skewed = 2;

/** What each column of the files is taken for; those of the training file first. */
export function guessColumns(
  tables: FolderTables,
  id: string,
  targets: readonly string[],
): readonly ColumnGuess[] {
  const { train, test } = tables;
  const known = train.columns.map((column) => {
    const facts = factsOf(column);
    if (column.name === id) return guessed(facts, 'id', 'names the row');
    if (targets.includes(column.name)) return guessed(facts, 'target', 'is predicted');
    if (!test.has(column.name)) return guessed(facts, 'ignored', 'only the training file has it');
    return guessFeature(column, facts, test.column(column.name));
  });
  const strangers = test.columns
    .filter(({ name }) => !train.has(name) && name !== id)
    .map((column) => guessed(factsOf(column), 'ignored', 'only the test file has it'));
  return [...known, ...strangers];
}

type Extra = Pick<ColumnGuess, 'levels' | 'logarithm' | 'parts'>;

function guessed(
  facts: ColumnFacts,
  use: ColumnGuess['use'],
  because: string,
  extra: Extra = {},
): ColumnGuess {
  return { name: facts.name, use, because, distinct: facts.values.length, missing: facts.missing, ...extra };
}

function guessFeature(column: Column, facts: ColumnFacts, test: Column): ColumnGuess {
  const distinct = facts.values.length;
  if (distinct === 0) return guessed(facts, 'ignored', 'every cell is missing');
  if (distinct === 1 && facts.missing === 0) return guessed(facts, 'ignored', 'the same in every row');
  if (column.kind === 'number' && test.kind === 'number') {
    const logarithm = facts.low >= 0 && facts.skewness > skewed && distinct > 2;
    const because = `${groupDigits(distinct)} different numbers`;
    return guessed(facts, 'number', because, logarithm ? { logarithm } : {});
  }
  const written = facts.values.map(({ value }) => String(value));
  if (distinct <= mostLevels) {
    const levels = distinct <= statedLevels ? { levels: written.toSorted(inOrder) } : {};
    return guessed(facts, 'category', `${distinct} levels`, levels);
  }
  const parts = guessParts(facts);
  const because =
    parts === undefined
      ? `${groupDigits(distinct)} different texts`
      : `${groupDigits(distinct)} codes of parts; ${parts.kept.length} of the parts become categories`;
  return guessed(facts, 'text', because, parts === undefined ? {} : { parts });
}
