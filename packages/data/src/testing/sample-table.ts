import { rng } from '@foldwise/core/base';
import { categoryColumn, idColumn, numberColumn, textColumn } from '../table/column.ts';
import type { Column } from '../table/column.ts';
import { Table } from '../table/table.ts';

/**
 * A made-up table of 90 rows with an id, numbers, categories and text, cells missing in each, and groups of unequal size: the table
 * that the conformance suites use where they are not given one.
 */
export function sampleTable(): Table {
  const rows = 90;
  const random = rng(7);
  const indices = Array.from({ length: rows }, (_, row) => row);
  const levels = ['red', 'green', 'blue', 'rare'];
  return new Table([
    idColumn(
      'Id',
      indices.map((row) => `00${row}`),
    ),
    numberColumn(
      'Age',
      indices.map((row) => (row % 7 === 3 ? null : Math.round(random.uniform() * 800) / 10)),
    ),
    numberColumn(
      'Fare',
      indices.map(() => random.normal() ** 2 * 50),
    ),
    categoryColumn(
      'Colour',
      indices.map((row) => (row % 11 === 5 ? null : levels[row === 40 ? 3 : random.below(3)]!)),
    ),
    categoryColumn(
      'Team',
      indices.map((row) => `team ${Math.floor(Math.sqrt(row))}`),
    ),
    textColumn(
      'Note',
      indices.map((row) => (row % 5 === 0 ? null : `note of row ${row}`)),
    ),
  ]);
}

/** Three classes of unequal size for the rows of `sampleTable`. */
export function sampleTarget(): Column {
  return categoryColumn(
    'Class',
    Array.from({ length: 90 }, (_, row) => (row % 9 === 0 ? 'few' : row % 3 === 0 ? 'some' : 'many')),
  );
}
