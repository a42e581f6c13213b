import { expect, test } from 'vitest';
import { ofKind, texts } from '../select/of-kind.ts';
import { describeTransformer } from '../testing/describe-transformer.ts';
import { sampleTable } from '../testing/sample-table.ts';
import { drop, keep } from './drop.ts';

describeTransformer(drop('Team', texts()));
describeTransformer(keep('Fare', ofKind('category')));

const table = sampleTable(); // Id, Age, Fare, Colour, Team, Note

test('drop leaves out what is named or selected, keep leaves out the rest', () => {
  expect(drop('Team', texts()).fit(table).transform(table).names).toStrictEqual([
    'Id',
    'Age',
    'Fare',
    'Colour',
  ]);
  expect(keep('Team', 'Age').fit(table).transform(table).names).toStrictEqual(['Age', 'Team']);
});

test('a table that is left without columns keeps its rows', () => {
  const nothing = drop(ofKind('number', 'category', 'text', 'id'))
    .fit(table)
    .transform(table);
  expect([nothing.names, nothing.length]).toStrictEqual([[], 90]);
});

test('a dropped column may be absent later on, a kept one may not', () => {
  const later = table.without('Team');
  expect(drop('Team').fit(table).transform(later).names).toStrictEqual(later.names);
  expect(() => keep('Team').fit(table).transform(later)).toThrow('expected a column "Team"');
});

test('a misspelt name is an error when the step is fitted, and no name at all at once', () => {
  expect(() => drop('team').fit(table)).toThrow(
    'drop: expected a column "team", the table has no such column here — did you mean "Team"?',
  );
  expect(() => keep()).toThrow('keep: expected column names or selectors, got none');
});
