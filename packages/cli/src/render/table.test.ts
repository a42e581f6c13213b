import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { cut, cutMiddle, renderTable } from './table.ts';

const columns = [{ title: 'name' }, { title: 'n', align: 'right' as const }];

test('cells stand under their titles, numbers right', () => {
  expect(
    renderTable(columns, [
      ['ash', '7'],
      ['elm tree', '120'],
    ]),
  ).toBe('name        n\nash         7\nelm tree  120\n');
});

test('wide characters count twice', () => {
  const [head, first, second] = renderTable(columns, [
    ['木木', '1'],
    ['abcd', '2'],
  ]).split('\n');
  expect([head, first, second]).toEqual(['name  n', '木木  1', 'abcd  2']);
});

test('the widest column gives way until the line fits', () => {
  const text = renderTable(columns, [['a very long name indeed', '1234']], { width: 20 });
  expect(text.split('\n')[1]).toBe('a very long n…  1234');
});

const dress = (line: string, row: number) => (row < 0 ? `<${line}>` : line);

test('dressing and indenting do not count for the layout', () => {
  expect(renderTable(columns, [['ash', '7']], { dress, indent: '  ' })).toBe('  <name  n>\n  ash   7\n');
});

test('a text is cut between characters, never inside one', () => {
  expect(cut('👨‍👩‍👧 family', 5)).toBe('👨‍👩‍👧 f…');
  expect(stringWidth(cut('木木木木', 6))).toBeLessThanOrEqual(6);
  expect(cut('short', 5)).toBe('short');
});

test('a column that must be whole is not cut, however narrow the terminal', () => {
  const whole = [{ title: 'run', whole: true }, { title: 'params' }];
  const rows = [['mlp-7c1927ed/0', 'units=16 dropout=0.25']];
  expect(renderTable(whole, rows, { width: 26 })).toBe(
    'run             params\nmlp-7c1927ed/0  units=16 …\n',
  );
  expect(renderTable(whole, rows, { width: 10 })).toBe('run             params\nmlp-7c1927ed/0  units…\n');
});

const many = [
  { title: 'run', whole: true },
  { title: 'kind', spare: 2 },
  { title: 'folds', whole: true, spare: 1 },
  { title: 'parameters' },
];
const cells = [['mlp-7c1927ed/0', 'sweep', '0.79 ± 0.01', 'units=16 dropout=0.25']];

test.each([
  [80, 'mlp-7c1927ed/0  sweep  0.79 ± 0.01  units=16 dropout=0.25'],
  [50, 'mlp-7c1927ed/0  0.79 ± 0.01  units=16 dropout=0.25'],
  [45, 'mlp-7c1927ed/0  0.79 ± 0.01  units=16 dropou…'],
  [40, 'mlp-7c1927ed/0  units=16 dropout=0.25'],
  [20, 'mlp-7c1927ed/0  units…'],
])('%i cells wide, spare columns are left out before others are cut short', (width, line) => {
  expect(renderTable(many, cells, { width }).split('\n')[1]).toBe(line);
});

test('an id is cut in its middle: the trial tells it apart', () => {
  expect(cutMiddle('mlp-7c1927ed/12', 10)).toBe('mlp-7c…/12');
  expect(cutMiddle('a-long-name-without-end', 9)).toBe('a-lo… end'.replace(' ', '-'));
  expect(cutMiddle('mlp-7c1927ed/12', 15)).toBe('mlp-7c1927ed/12');
  expect(cutMiddle('mlp-7c1927ed/1234567', 6)).toBe('mlp-7…');
  const ids = [{ title: 'mlp-7c1927ed/12', keepsEnd: true }];
  expect(renderTable(ids, [['1']], { width: 10 })).toBe('mlp-7c…/12\n1\n');
});
