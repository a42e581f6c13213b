import { quantileOf } from '../../statistics/quantile.ts';
import type { Column, StringColumn } from '../../table/column.ts';
import { checkWhole } from '../check-whole.ts';
import { expectNumbers } from '../numbers-of.ts';
import { binned, binNames, presentOf } from './bins.ts';

/**
 * The bin that each number lies in, edges at the quantiles, so that as many rows as can be lie in each.
 *
 * Where edges fall together, since many numbers are equal, there are fewer bins; an infinite number is in none. Edges are made of all rows, so this is for looking at data: a
 * feature of a competition takes its edges from the training rows alone.
 *
 * @throws FoldwiseError `data` for a column of strings or without numbers; `input` for less than one part.
 * @example
 * groupBy(table.with(renamed(qcut(table.column('Fare'), 10), 'tenth')), 'tenth', { survived: mean('Survived') });
 */
export function qcut(column: Column, parts: number): StringColumn {
  const numbers = expectNumbers(column, 'qcut');
  checkWhole('qcut', 'parts', parts, 1);
  const sorted = presentOf(numbers, 'qcut').toSorted();
  const quantiles = Array.from({ length: parts + 1 }, (_, i) => quantileOf(sorted, i / parts));
  const different = quantiles.filter((edge, i) => i === 0 || edge > quantiles[i - 1]!);
  // All numbers equal: a bin of one number.
  const edges = different.length === 1 ? [different[0]!, different[0]!] : different;
  const labels = binNames(edges, true, 'right', true);
  return binned(numbers, { edges, labels, closed: 'right', ends: true });
}
