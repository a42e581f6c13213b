import { describe, expect, test } from 'vitest';
import { runEntry, studyEntry } from '../../test/entries.ts';
import type { RunEntry } from '../api/competition-snapshot.ts';
import { matcherOf } from './matcher-of.ts';
import { isProblem, parseQuery } from './parse-query.ts';
import { fieldNames, runAccess, tableRows } from './run-fields.ts';

const run = (trial: number, score: number | null, params: RunEntry['params']) =>
  runEntry({
    trial,
    state: score === null ? 'failed' : 'complete',
    params,
    score,
    foldScores: score === null ? [] : [score - 1, score + 1],
    seconds: 2,
    ...(score === null && { reason: 'the loss is NaN' }),
    ...(trial > 0 && { objectives: [{ name: 'flops', value: score === null ? null : 100 * trial }] }),
  });
const rows = tableRows(
  [studyEntry()],
  [
    run(0, 3, { units: 64, activation: 'relu', 'learning rate': 0.1, state: 'a' }),
    run(1, 5, {
      units: 128,
      activation: 'gelu',
      'learning rate': 0.01,
      optimizer: { kind: 'sgd', momentum: 0.9 },
    }),
    run(2, null, { units: 256, activation: 'relu', nesterov: true, widths: [64, 32] }),
  ],
);

function trials(text: string): readonly number[] | string {
  const query = parseQuery(text, fieldNames(rows));
  if (isProblem(query)) return `${query.at}: ${query.message}`;
  return rows.filter(matcherOf(query, runAccess)).map((row) => row.run.trial);
}

test.each([
  ['', [0, 1, 2]],
  ['score < 4', [0]],
  ['score<4 or score>=5', [0, 1]],
  ['score < 4 and model = mlp', [0]],
  ['model = MLP units > 100', [1, 2]],
  ['not activation = relu', [1]],
  ['activation != relu', [1]],
  ['activation in (gelu, tanh)', [1]],
  ['activation not in (gelu, tanh)', [0, 2]],
  ['not (units = 64 or units = 128)', [2]],
  ['units = 64 or units = 128 and activation = relu', [0]],
  ['`learning rate` <= 1e-2', [1]],
  ['optimizer = sgd and optimizer.sgd.momentum > .5', [1]],
  ['score = none', [2]],
  ['score != none', [0, 1]],
  ['nesterov = true', [2]],
  ['state = failed', [2]],
  ['params.state = a', [0]],
  ['widths ~ 32', [2]],
  ['run ~ "0A1B" and trial >= 1', [1, 2]],
  ['run !~ c3d/1', [0, 2]],
  ['flops >= 100', [1]],
  ['flops = none', [0, 2]],
  ['gelu', [1]],
  ['"is NaN"', [2]],
  ['sd = 1.4142135623730951', [0, 1]],
  // Neither smaller nor larger: a text is no number.
  ['activation < 5', []],
])('"%s" finds %j', (text, expected) => {
  expect(trials(text)).toEqual(expected);
});

describe('what cannot be read is told with its place', () => {
  test.each([
    ['scor < 3', '0: expected a column or a parameter, got "scor" — did you mean "score"?'],
    ['score <', '7: expected a number, a word or a text in quotes, got the end'],
    ['score < 3 and', '13: expected a column, a parameter or a word, got the end'],
    ['(score < 3', '10: expected ")", got the end'],
    ['score < 3)', '9: expected "and", "or" or the end, got ")"'],
    ['activation in relu', '14: expected "(" after "in", got "relu"'],
    ['activation = "relu', '13: expected a closing ", got the end'],
    ['or score < 3', '0: expected a column, a parameter or a word, got "or"'],
    ['score ! 3', '6: expected no "!" here'],
    ['< 3', '0: expected a column, a parameter or a word, got "<"'],
  ])('"%s"', (text, message) => {
    expect(trials(text)).toBe(message);
  });
});

test('names of objects are no fields', () => {
  expect(trials('constructor = 1')).toContain('expected a column or a parameter');
  expect(trials('toString')).toEqual([]);
});
