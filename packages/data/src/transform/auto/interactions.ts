import { not } from '../../select/combine.ts';
import { named } from '../../select/named.ts';
import { numeric } from '../../select/of-kind.ts';
import { levelCounts } from '../../statistics/level-counts.ts';
import type { Column, NumberColumn, StringColumn } from '../../table/column.ts';
import { uniqueCount } from '../../table/count.ts';
import type { Table } from '../../table/table.ts';
import { addingStep } from '../adding-step.ts';
import { pairsOf, resultOf } from '../arithmetic-pairs.ts';
import type { ArithmeticPair } from '../arithmetic-pairs.ts';
import { impute } from '../column/impute.ts';
import { robustScale } from '../column/robust-scale.ts';
import { targetEncode } from '../column/target-encode.ts';
import { crossCategories, crossed } from '../cross-categories.ts';
import { drop } from '../drop.ts';
import { aggregatesOf, groupAggregates } from '../group-aggregates.ts';
import type { Aggregate, Relative } from '../group-aggregates.ts';
import { onColumns } from '../on-columns.ts';
import { pipeline } from '../pipeline.ts';
import type { Transformer } from '../transformer.ts';
import type { Block } from './block.ts';
import { shapeOf } from './number-blocks.ts';

/** A feature of two columns that could be made: the column whose relation with the target decides, and how to make it. */
export interface Candidate {
  readonly column: () => Column;
  readonly block: (because: string) => Block;
}

/** Of so many columns of a kind at most, those most related with the target, pairs are made. */
const mostNumbers = 12;
const mostCategories = 8;
/** A group has so many rows on average at least. */
const rowsPerGroup = 20;

/** The candidates among these columns, which come most related first; `parts` columns has an encoding by the target. */
export function candidatesOf(table: Table, columns: readonly Column[], parts: number): readonly Candidate[] {
  const numbers = columns
    .filter((column): column is NumberColumn => column.kind === 'number' && uniqueCount(column) > 2)
    .slice(0, mostNumbers);
  const categories = columns
    .filter((column): column is StringColumn => column.kind !== 'number')
    .filter((column) => levelCounts(column).size * rowsPerGroup <= table.length)
    .slice(0, mostCategories);
  return [
    ...pairsOf(numbers, ['add', 'subtract', 'multiply', 'divide']).map((pair) => arithmetic(table, pair)),
    ...categories.flatMap((a, i) =>
      categories.slice(i + 1).flatMap((b) => cross(table, a.name, b.name, parts)),
    ),
    ...categories.flatMap((by) => numbers.flatMap((of) => aggregates(table, by, of))),
  ];
}

/** A new number, with its gaps filled and scaled as any number is. */
function scaled(train: Column, make: Transformer, used: readonly string[]): Transformer {
  const step = train.kind === 'number' ? shapeOf(train).step : [];
  return pipeline(
    make,
    drop(...used),
    onColumns(numeric(), impute('median'), ...step, robustScale({ smoothClip: true })),
  );
}

function arithmetic(table: Table, pair: ArithmeticPair): Candidate {
  const columns = [pair.a, pair.b];
  const column = (): NumberColumn => resultOf(pair, table);
  return {
    column,
    block: (because) => ({
      columns,
      does: `${pair.operation}, robustScale`,
      because,
      step: scaled(
        column(),
        addingStep({ kind: 'pair', ...pair }, () => (rows) => [resultOf(pair, rows)]),
        columns,
      ),
      width: 1,
      tier: 3,
    }),
  };
}

function cross(table: Table, a: string, b: string, parts: number): readonly Candidate[] {
  const columns = [a, b];
  const combinations = crossed(table, columns).levels.length;
  if (combinations * rowsPerGroup > table.length * 2) return [];
  return [
    {
      column: () => crossed(table, columns),
      block: (because) => ({
        columns,
        does: 'crossCategories, targetEncode, robustScale',
        because,
        step: pipeline(
          crossCategories(named(a, b), { mostCombinations: 1 }),
          drop(a, b),
          onColumns(not(numeric()), targetEncode(), robustScale({ smoothClip: true })),
        ),
        width: parts,
        tier: 3,
      }),
    },
  ];
}

const told: readonly { readonly statistics: readonly Aggregate[]; readonly relative: readonly Relative[] }[] =
  [
    { statistics: ['mean'], relative: [] },
    { statistics: [], relative: ['difference'] },
    { statistics: [], relative: ['rank'] },
  ];

function aggregates(table: Table, by: StringColumn, of: NumberColumn): readonly Candidate[] {
  const columns = [by.name, of.name];
  const features = aggregatesOf(by, of, {
    statistics: told.flatMap(({ statistics }) => statistics),
    relative: told.flatMap(({ relative }) => relative),
  });
  return told.map(({ statistics, relative }, i): Candidate => {
    const column = (): Column => features[i]!(table);
    return {
      column,
      block: (because) => ({
        columns,
        does: `groupAggregates ${[...statistics, ...relative].join()}, robustScale`,
        because,
        step: scaled(
          column(),
          groupAggregates({ by: named(by.name), of: named(of.name), statistics, relative }),
          columns,
        ),
        width: 1,
        tier: 3,
      }),
    };
  });
}
