import type { Table } from '../../table/table.ts';
import type { JoinKeys } from './join-keys.ts';
import { keyPairs, sharedCodes } from './join-keys.ts';
import type { JoinOptions } from './joined.ts';
import { joined } from './joined.ts';
import { matchingRows } from './matching-rows.ts';

/**
 * All rows of the left table in their order, with the columns of the right one's rows that have the same keys.
 *
 * A row that matches several right rows comes once for each, in their order; one that matches none has missing cells. A missing key
 * matches nothing. The keys of the right table are left out.
 *
 * @throws FoldwiseError `data` for a key that is not there, keys of which one is numbers and one strings, or names that clash.
 * @example
 * leftJoin(train, stores, 'Store');
 * leftJoin(train, weather, ['Store', ['Date', 'day']]); // "Date" here is "day" there
 */
export function leftJoin(left: Table, right: Table, keys: JoinKeys, options: JoinOptions = {}): Table {
  return joinBy('leftJoin', true, left, right, keys, options);
}

/**
 * The pairs of rows that have the same keys, in the order of the left table and then of the right one; else as `leftJoin`.
 *
 * @throws FoldwiseError as `leftJoin` does.
 * @example
 * innerJoin(orders, customers, [['customer', 'id']]);
 */
export function innerJoin(left: Table, right: Table, keys: JoinKeys, options: JoinOptions = {}): Table {
  return joinBy('innerJoin', false, left, right, keys, options);
}

function joinBy(
  where: string,
  keepLeft: boolean,
  left: Table,
  right: Table,
  keys: JoinKeys,
  options: JoinOptions,
): Table {
  const matches = matchingRows(sharedCodes(where, left, right, keys), keepLeft);
  // Every left row is there: where there are no more of them, each is there once, in its place.
  const ours = keepLeft && matches.left.length === left.length ? left : left.take(matches.left);
  const rest = right.without(...keyPairs(keys).map(([, inRight]) => inRight));
  return joined(where, ours, rest, matches.right, options);
}
