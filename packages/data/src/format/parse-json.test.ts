import { FoldwiseError } from '@foldwise/core/base';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyTable, exactly } from '../../test/any-table.ts';
import { cellAt, idColumn, numberColumn } from '../table/column.ts';
import { kindsOf } from '../table/kinds-of.ts';
import { rowsOf } from '../table/rows.ts';
import { category, defineSchema, id, ignored, number } from '../table/schema.ts';
import { Table } from '../table/table.ts';
import { parseJson } from './parse-json.ts';
import { formatJson, formatJsonLines } from './write-json.ts';

describe('parseJson', () => {
  it('reads an array of records and a record a line, names that lack as missing', () => {
    const expected = [
      { id: 'a', x: 1, y: null },
      { id: null, x: -2.5, y: 3 },
    ];
    for (const text of [
      '[{"id": "a", "x": 1},\n {"x": -2.5e0, "y": 3, "id": null}]',
      '\ufeff{"id":"a","x":1}\n\n{"x":-2.5,"y":3}\r\n',
      '{"id":"a","x":1,"y":NaN} {"x":-2.5,"y":3}',
    ]) {
      const rows = rowsOf(parseJson(text, { kinds: { id: 'id' } }));
      expect(rows).toEqual(expected);
    }
  });

  it('keeps numbers that float64 cannot hold as strings, digit by digit, and true and false', () => {
    const table = parseJson(
      '[{"a":9007199254740993,"b":1,"c":true,"d":"12"},{"a":1,"b":"x","c":false,"d":"13"}]',
    );
    expect(rowsOf(table)).toEqual([
      { a: '9007199254740993', b: '1', c: 'true', d: '12' },
      { a: '1', b: 'x', c: 'false', d: '13' },
    ]);
    expect(rowsOf(parseJson('[{"a":1e400},{"a":1e999}]'))).toEqual([{ a: '1e400' }, { a: '1e999' }]);
    expect(rowsOf(parseJson('[{"a":-1e999},{"a":Infinity}]'))).toEqual([{ a: -Infinity }, { a: Infinity }]);
  });

  it('undoes escapes in names and strings', () => {
    expect(rowsOf(parseJson(String.raw`{"a\u0062":"\ud83e\udd8a \"é\u00e9\"\n"}`))).toEqual([
      { ab: '🦊 "éé"\n' },
    ]);
  });

  it('holds lists and records as JSON text without blanks, or lists joined', () => {
    const text = '[{"id": 1, "ingredients": [ "black olives",\n "salt" ], "more": {"a": [1, " \\" x"]}}]';
    expect(rowsOf(parseJson(text))).toEqual([
      { id: 1, ingredients: '["black olives","salt"]', more: '{"a":[1," \\" x"]}' },
    ]);
    expect(rowsOf(parseJson(text, { listSeparator: '|' }))[0]!['ingredients']).toBe('black olives|salt');
    expect(rowsOf(parseJson('{"a":[1, true]}\n{"a":[]}', { listSeparator: ', ' }))).toEqual([
      { a: '1, true' },
      { a: '' },
    ]);
  });

  it('reads by a schema', () => {
    const schema = defineSchema({ id: id(), x: number(), c: category(['b', 'a']), z: ignored() });
    const table = parseJson(
      '[{"id":7,"x":" ","c":"a","z":[1]},{"id":8,"x":"+2.50","c":1}]'.replace('" "', '""'),
      {
        schema,
      },
    );
    expect(rowsOf(table)).toEqual([
      { id: '7', x: null, c: 'a' },
      { id: '8', x: 2.5, c: '1' },
    ]);
    expect(table.column('c')).toMatchObject({ kind: 'category', levels: ['b', 'a', '1'] });
    expect(() => parseJson('[{"id":1}]', { schema, name: 'train.json' })).toThrow(
      'train.json: expected a column "x", which the schema names',
    );
  });

  it.each([
    ['', 'line 1: expected an array of records or a record a line, got none'],
    ['{"a":1', 'line 1, record 1: expected a comma or "}", got the end of the file'],
    ['[{"a":1}\n {"a":2}]', 'line 2: expected a comma or "]" behind a record, got "{\\"a\\":2}]"'],
    ['[{"a":1}] x', 'line 1: expected nothing behind the array, got "x"'],
    ['[{"a":1},]', 'line 1, record 2: expected a record in braces, got "]"'],
    ['[1]', 'line 1, record 1: expected a record in braces, got "1]"'],
    ['[{"a":01}]', 'line 1, record 1: expected a JSON value, got "01}]"'],
    ['[{"a":1.}]', 'line 1, record 1: expected a JSON value, got "1.}]"'],
    ['[{"a" 1}]', 'line 1, record 1: expected a colon behind a name, got "1}]"'],
    ['[{"a":"x\ny"}]', 'line 1, record 1: expected a closing quote before the end of the line'],
    ['[{"a":"x', 'line 1, record 1: expected a closing quote, got the end of the file'],
    [String.raw`[{"a":"\q"}]`, 'line 1, record 1: expected an escape of JSON'],
    [String.raw`[{"a":"\u12g4"}]`, String.raw`expected four hexadecimal digits behind \u`],
    [String.raw`[{"a":"\ud800"}]`, 'expected well-formed Unicode, got half a surrogate pair'],
    ['[{"a":1,"a":2}]', 'line 1, record 1: expected names that differ in a record, got one of them twice'],
    [`[{"a":${'['.repeat(600)}`, 'expected values nested at most 512 deep'],
  ])('refuses %j', (text, message) => {
    expect(() => parseJson(text, { name: 'a.jsonl' })).toThrow(`a.jsonl, line`);
    expect(() => parseJson(text, { name: 'a.jsonl' })).toThrow(message);
  });

  it('refuses one record alone in a .json file, bytes that are no UTF-8, and lists that a separator would change', () => {
    expect(() => parseJson('{"a":{"0":1}}', { name: 'a.json' })).toThrow(
      'a.json, line 1: expected an array of records or a record a line, got one record alone — name it .jsonl if it is a table of one row',
    );
    expect(parseJson('{"a":1}', { name: 'a.jsonl.gz' }).length).toBe(1);
    expect(() => parseJson(Buffer.from([...Buffer.from('{"a":"'), 0xff, 0x22, 0x7d]))).toThrow(
      'JSON, line 1, column "a": expected utf-8 text, got "ÿ"',
    );
    for (const list of ['["a|b"]', '["",1]', '[["a"]]', '[null]']) {
      expect(() => parseJson(`{"a":${list}}`, { listSeparator: '|' })).toThrow(
        /JSON, line 1, record 1: expected .* — pass another listSeparator, or none to keep lists as JSON text/,
      );
    }
    expect(() => parseJson('[{"a":true}]', { kinds: 'number' })).toThrow(
      'JSON, line 1, record 1: expected a number in column "a", got true — make "a" a category or text column',
    );
  });
});

describe('formatJson', () => {
  it('writes what is read back with the same kinds, to the bit, and what JSON.parse takes', () => {
    let written = 0;
    fc.assert(
      fc.property(anyTable, fc.boolean(), (before, lines) => {
        if (before.length === 0) return;
        const text = lines ? formatJsonLines(before) : formatJson(before);
        const after = parseJson(text, { kinds: kindsOf(before) });
        expect(after.names).toEqual(before.names);
        expect(after.columns.map(exactly)).toEqual(before.columns.map(exactly));
        const inferred = parseJson(text);
        expect(inferred.columns.map(exactly)).toEqual(before.columns.map(exactly));
        const plain = lines
          ? text
              .trimEnd()
              .split('\n')
              .map((line) => JSON.parse(line) as unknown)
          : (JSON.parse(text) as unknown[]);
        expect(plain).toHaveLength(before.length);
        written++;
      }),
      { numRuns: 1500, seed: 1 },
    );
    expect(written).toBeGreaterThan(1000);
  });

  it('refuses what records cannot tell', () => {
    expect(() => formatJson(new Table([]))).toThrow(
      'formatJson: expected at least one row and one column, got no column',
    );
    expect(() => formatJsonLines(new Table([numberColumn('x', [])]))).toThrow(
      'formatJsonLines: expected at least one row and one column, got no row — write it as CSV or Parquet',
    );
    expect(() => formatJson(new Table([idColumn('x', ['\udc00'])]))).toThrow(
      'column "x": expected well-formed Unicode',
    );
  });
});

const parts = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\',
  'u0041',
  '1',
  '-',
  '.5',
  'e9',
  'null',
  'true',
  ' ',
  '\n',
  'é',
];

describe('any text', () => {
  it('is read if and only if JSON.parse reads it as records, and then as the same cells', () => {
    let read = 0;
    const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.integer(), fc.string());
    const record = fc.dictionary(
      fc.string({ minLength: 1, maxLength: 3 }).filter((name) => name !== '__proto__'),
      value,
      { maxKeys: 3 },
    );
    const text = fc.oneof(
      fc.array(record, { maxLength: 4 }).map((records) => JSON.stringify(records, null, 1)),
      fc.array(fc.constantFrom(...parts), { maxLength: 16 }).map((some) => `[{"a":${some.join('')}}]`),
    );
    fc.assert(
      fc.property(text, (content) => {
        const expected = theirs(content);
        expect(ours(content)).toEqual(expected);
        read += expected === undefined ? 0 : 1;
      }),
      { numRuns: 4000, seed: 5 },
    );
    expect(read).toBeGreaterThan(1000);
  });

  it('of bytes ends in a table or in an error of its own', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.boolean(), (content, begun) => {
        const file = begun ? Buffer.concat([Buffer.from('[{"a":"'), content]) : content;
        expect(() => ours(file)).not.toThrow();
      }),
      { numRuns: 2000, seed: 6 },
    );
  });
});

/** Every cell as text, as `parseJson` documents it; undefined where it refuses. */
function ours(text: string | Uint8Array): unknown {
  try {
    const table = parseJson(text, { kinds: 'text' });
    return Array.from({ length: table.length }, (_, row) =>
      Object.fromEntries(
        table.columns.flatMap((column) => {
          const cell = cellAt(column, row);
          return cell === null ? [] : [[column.name, normal(String(cell))]];
        }),
      ),
    );
  } catch (error) {
    if (error instanceof FoldwiseError) return undefined;
    throw error;
  }
}

function theirs(text: string): unknown {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  const records = parsed as Readonly<Record<string, unknown>>[];
  return records.map((record) =>
    Object.fromEntries(
      Object.entries(record).flatMap(([name, cell]) =>
        cell === null ? [] : [[name, typeof cell === 'string' ? normal(cell) : normal(JSON.stringify(cell))]],
      ),
    ),
  );
}

/** Texts that are the same JSON are the same; any other is itself. */
function normal(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}
