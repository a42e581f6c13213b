import { describe, expect, test } from 'vitest';
import { checkDescription } from '../testing/check-description.ts';
import { sampleTable } from '../testing/sample-table.ts';
import { and, not, or } from './combine.ts';
import { matching } from './matching.ts';
import { named } from './named.ts';
import { all, categorical, numeric, ofKind, texts } from './of-kind.ts';
import { selectColumns } from './select-columns.ts';
import type { Selector } from './selector.ts';

const table = sampleTable(); // Id, Age, Fare, Colour, Team, Note

describe.each<readonly [string, Selector, readonly string[]]>([
  ['numeric', numeric(), ['Age', 'Fare']],
  ['categorical', categorical(), ['Colour', 'Team']],
  ['texts', texts(), ['Note']],
  ['ofKind', ofKind('id', 'text'), ['Id', 'Note']],
  ['all', all(), ['Id', 'Age', 'Fare', 'Colour', 'Team', 'Note']],
  ['named', named('Team', 'Age'), ['Age', 'Team']],
  ['matching', matching(/a/), ['Fare', 'Team']],
  ['matching with a flag that remembers', matching(/a/gi), ['Age', 'Fare', 'Team']],
  ['matching nothing', matching(/^z/), []],
  ['and', and(numeric(), matching(/^F/)), ['Fare']],
  ['or', or(texts(), named('Age')), ['Age', 'Note']],
  ['not', not(or(numeric(), named('Id'))), ['Colour', 'Team', 'Note']],
])('%s', (_, selector, names) => {
  checkDescription(selector);

  test('selects these columns in the order of the table, each time it is asked', () => {
    for (let time = 0; time < 2; time++) {
      expect(selectColumns(table, selector).map((column) => column.name)).toStrictEqual(names);
    }
  });
});

test.for([named('age'), not(named('age')), and(numeric(), or(texts(), named('age')))])(
  'a name that no column has is an error wherever it stands in the selector',
  (selector) => {
    expect(() => selectColumns(table, selector, 'drop')).toThrow(
      'drop: expected a column "age", the table has no such column here — did you mean "Age"?',
    );
  },
);

test('no name at all is an error', () => {
  expect(() => named()).toThrow('named: expected at least one column name, got none');
});
