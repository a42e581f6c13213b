import { expect, test } from 'vitest';
import { categoryColumn, cellsOf, numberColumn } from '../../table/column.ts';
import { Table } from '../../table/table.ts';
import { describeColumnTransformer } from '../../testing/describe-column-transformer.ts';
import { frequencyEncode } from './frequency-encode.ts';
import { missingIndicator } from './missing-indicator.ts';
import { ordinal } from './ordinal.ts';

const strings = ['category', 'text', 'id'] as const;
const any = ['number', ...strings] as const;

describeColumnTransformer(ordinal(), { takes: strings });
describeColumnTransformer(frequencyEncode(), { takes: any });
describeColumnTransformer(frequencyEncode({ as: 'count' }), { takes: any });
describeColumnTransformer(missingIndicator(), { takes: any });
describeColumnTransformer(missingIndicator({ always: true }), { takes: any });

const train = categoryColumn('Deck', ['C', 'A', 'C', null, 'B'], ['unused']);
const fresh = categoryColumn('Deck', [null, 'B', 'Z', 'A', 'unused', 'C']);

test('codes follow the order of the levels, 0 is missing or new, and the cardinality counts it', () => {
  const [codes] = ordinal().fit(train).transform(fresh);
  expect(cellsOf(codes!)).toStrictEqual([0, 2, 0, 1, 0, 3]);
  expect(codes).toMatchObject({ name: 'Deck', cardinality: 4 });
  expect(new Table([codes!]).take(Uint32Array.of(1)).column('Deck')).toMatchObject({ cardinality: 4 });
});

test('counts take missing for a value, and 0 for what is new', () => {
  const count = frequencyEncode({ as: 'count' });
  expect(cellsOf(count.fit(train).transform(fresh)[0]!)).toStrictEqual([1, 1, 0, 1, 0, 2]);
  const logs = cellsOf(frequencyEncode({ as: 'log' }).fit(train).transform(fresh)[0]!);
  expect(logs).toStrictEqual([1, 1, 0, 1, 0, 2].map((n) => expect.closeTo(Math.log(1 + n), 15)));
  const numbers = numberColumn('x', [1, 1, null, 0]);
  expect(cellsOf(frequencyEncode().fit(numbers).transform(numbers)[0]!)).toStrictEqual([
    0.5, 0.5, 0.25, 0.25,
  ]);
  // @ts-expect-error: what plain JavaScript could pass.
  expect(() => frequencyEncode({ as: 'counts' })).toThrow(`got 'counts' — did you mean "count"?`);
});

test('an indicator stands beside the column that it looks at', () => {
  const [same, missing] = missingIndicator().fit(train).transform(fresh);
  expect(same).toBe(fresh);
  expect(missing).toMatchObject({ name: 'Deck_missing' });
  expect(cellsOf(missing!)).toStrictEqual([1, 0, 0, 0, 0, 0]);
  expect(
    missingIndicator()
      .fit(categoryColumn('Deck', ['A']))
      .transform(fresh),
  ).toHaveLength(1);
});
