import { describe, expect, it } from 'vitest';
import { cellsOf } from '../table/column.ts';
import { kindsOf } from '../table/kinds-of.ts';
import { rowsOf } from '../table/rows.ts';
import { category, defineSchema, id, ignored, number, target, text } from '../table/schema.ts';
import { parseCsv } from './parse-csv.ts';

const rows = (csv: string | Uint8Array, options = {}) => rowsOf(parseCsv(csv, options));
const cells = (csv: string, name = 'a') => cellsOf(parseCsv(csv).column(name));
const kind = (csv: string, name = 'a') => parseCsv(csv).column(name).kind;

describe('lines and cells', () => {
  it.each([
    ['LF', 'a,b\n1,x\n2,y\n'],
    ['CRLF', 'a,b\r\n1,x\r\n2,y\r\n'],
    ['CR', 'a,b\r1,x\r2,y\r'],
    ['no line break at the end', 'a,b\n1,x\n2,y'],
    ['a byte order mark', '\ufeffa,b\n1,x\n2,y\n'],
    ['blank lines', '\n\na,b\n\n1,x\n\r\n2,y\n\n\n'],
    ['quotes where none are needed', '"a","b"\n1,"x"\n2,"y"\n'],
  ])('%s', (_, csv) => {
    expect(rows(csv)).toEqual([
      { a: 1, b: 'x' },
      { a: 2, b: 'y' },
    ]);
  });

  it('quoted cells hold delimiters, line breaks and doubled quotes', () => {
    expect(rows('a,b\n"x, y","1\n2"\n"say ""hi""","""\r\n"""\n')).toEqual([
      { a: 'x, y', b: '1\n2' },
      { a: 'say "hi"', b: '"\r\n"' },
    ]);
  });

  it('a level is the same quoted, unquoted and with doubled quotes', () => {
    const column = parseCsv('a\nx\n"x"\ny""z\n"y""""z"\n"p""q"\n"p""q"\n').column('a');
    expect(column).toMatchObject({ codes: Int32Array.of(0, 0, 1, 1, 2, 2), levels: ['x', 'y""z', 'p"q'] });
  });

  it('a quote inside an unquoted cell is a quote', () => {
    expect(cells('a\n5" pipe\nx"y"\n')).toEqual(['5" pipe', 'x"y"']);
  });

  it('other delimiters, by option or by the name of the file', () => {
    expect(rows('a;b\n1,5;x\n', { delimiter: ';' })).toEqual([{ a: '1,5', b: 'x' }]);
    expect(rows('a\tb\n1\tx\n', { name: 'train.tsv' })).toEqual([{ a: 1, b: 'x' }]);
    expect(rows('a\tb\n1\tx\n', { name: 'train.tsv.gz' })).toEqual([{ a: 1, b: 'x' }]);
    expect(() => parseCsv('a', { delimiter: '::' })).toThrow(
      `CSV: expected a delimiter of one ASCII character that no number, quote or line break has, got "::" — pass delimiter: ';'`,
    );
  });

  it('UTF-8 beyond ASCII, names of the language, and a byte order mark inside a cell', () => {
    const csv = 'ä,constructor\n日本,__proto__\n"\ufeffx",🦊\n';
    expect(rows(csv)).toEqual([
      { ä: '日本', constructor: '__proto__' },
      { ä: '\ufeffx', constructor: '🦊' },
    ]);
  });

  it('bytes that lie inside a larger buffer', () => {
    const whole = Buffer.from('zzzza,b\n1,2\nzzz');
    expect(rows(whole.subarray(4, 12))).toEqual([{ a: 1, b: 2 }]);
  });

  it('a header and no row is a table of no rows', () => {
    const table = parseCsv('a,b\n');
    expect([table.length, table.names]).toEqual([0, ['a', 'b']]);
    expect(parseCsv('a,b').length).toBe(0);
  });

  it('in a file of one column a blank line is a missing cell', () => {
    expect(cells('a\n1\n\n3\n')).toEqual([1, null, 3]);
    expect(cells('a\n\n')).toEqual([null]);
  });

  it('more rows than line breaks: quoted line breaks and CR beside LF', () => {
    expect(cells('a\r"x\ry"\rz\n"p\nq"\r\n1\r')).toEqual(['x\ry', 'z', 'p\nq', '1']);
  });

  it('numbers 3,000 levels', () => {
    const names = Array.from({ length: 3000 }, (_, i) => `level ${i % 2 ? i : -i}`);
    expect(cells(`a\n${names.join('\n')}\n`)).toEqual(names);
  });
});

describe('missing cells', () => {
  it('the usual tokens, unquoted', () => {
    const tokens = ['NA', 'N/A', 'NaN', 'nan', 'null', 'NULL', '<NA>', 'n/a', '#N/A'];
    const csv = `a,b\n${tokens.map((token) => `${token},${token}`).join('\n')}\n,\n1,x\n`;
    const table = parseCsv(csv);
    expect(cellsOf(table.column('a'))).toEqual([...tokens.map(() => null), null, 1]);
    expect(cellsOf(table.column('b'))).toEqual([...tokens.map(() => null), null, 'x']);
  });

  it('None, none and - are levels', () => {
    expect(cells('a\nNone\nnone\n-\n')).toEqual(['None', 'none', '-']);
  });

  it('tokens of the caller instead', () => {
    expect(rows('a,b\n-1,NA\n,-1\n2,x\n', { missing: ['-1'] })).toEqual([
      { a: null, b: 'NA' },
      { a: '', b: null },
      { a: '2', b: 'x' },
    ]);
    expect(rows('a\nNA\n1\n', { missing: [] })).toEqual([{ a: 'NA' }, { a: '1' }]);
  });

  it('tokens that look like numbers, declared or not', () => {
    const csv = 'a,b\n999,x\n1,x\n -1.5 ,x\n0,x\n';
    const numbers = [{ a: null }, { a: 1 }, { a: null }, { a: 0 }];
    const missing = ['999', '-1.5'];
    const schema = defineSchema({ a: number(), b: ignored() });
    expect(rows(csv, { missing, kinds: { b: 'text' } }).map(({ a }) => ({ a }))).toEqual(numbers);
    expect(rows(csv, { missing, schema })).toEqual(numbers);
  });

  it('quoted tokens are strings, and a quoted nothing is the empty string', () => {
    expect(cells('a,b\n"NA",1\n"",1\n,1\nx,1\n')).toEqual(['NA', '', null, 'x']);
  });

  it('a quoted nothing among numbers is missing, alone it is the empty string', () => {
    expect(cells('a,b\n1,1\n"",1\n2,1\n')).toEqual([1, null, 2]);
    expect(cells('a,b\n"",1\n,1\n"",1\n')).toEqual(['', null, '']);
    expect(cells('a,b\n"",1\n,1\nx,1\n')).toEqual(['', null, 'x']);
  });

  it('a column without a cell is numbers', () => {
    expect(kind('a,b\n,1\nNA,2\n')).toBe('number');
    expect(cells('a,b\n,1\nNA,2\n')).toEqual([null, null]);
  });

  it('in an id column only nothing is missing', () => {
    const table = parseCsv('a\nNA\nnull\n""\n\n', { kinds: { a: 'id' } });
    expect(cellsOf(table.column('a'))).toEqual(['NA', 'null', '', null]);
  });
});

describe('kinds', () => {
  it('numbers, whatever their form', () => {
    expect(cells('a\n1\n-2.5\n1e3\n.5\n0\n-0\n 7 \n')).toEqual([1, -2.5, 1000, 0.5, 0, -0, 7]);
  });

  it.each([
    ['leading zeros', ['1', '2', '007']],
    ['an integer past 2^53', ['1', '9007199254740993']],
    ['a mixture', ['1.0', '2.50', 'x']],
    ['a mixture that ends in numbers', ['x', '2.50', '1']],
    ['a plus sign', ['+1', '2']],
    ['words of numbers', ['1', 'Infinit']],
  ])('%s: the column stays strings, byte for byte', (_, values) => {
    const csv = `a,b\n${values.map((value, i) => `${value},${i}`).join('\n')}\n`;
    expect(cells(csv)).toEqual(values);
    expect(cells(csv, 'b')).toEqual(Array.from(values.keys()));
  });

  it('the last row of a long column decides', () => {
    const values = Array.from({ length: 5000 }, (_, i) => String(i % 7));
    expect(kind(`a,b\n${values.map((value) => `${value},1`).join('\n')}\n`)).toBe('number');
    const column = parseCsv(`a,b\n${values.map((value) => `${value},1`).join('\n')}\n0x,1\n`).column('a');
    expect(column).toMatchObject({ kind: 'category', levels: ['0', '1', '2', '3', '4', '5', '6', '0x'] });
    expect(cellsOf(column)).toEqual([...values, '0x']);
  });

  it('blanks around a cell do not make it another number, and stay in a string', () => {
    expect(cells('a,b\n 1,x\n NA,x\n  ,x\n')).toEqual([1, null, null]);
    expect(cells('a,b\n 1,x\n NA,x\n  ,x\ny ,x\n')).toEqual([' 1', ' NA', '  ', 'y ']);
    expect(cells('a,b\n  ,x\n,x\n')).toEqual(['  ', null]);
  });

  it('quoted numbers are strings', () => {
    expect(cells('a,b\n"1",1\n"2",2\n')).toEqual(['1', '2']);
    expect(cells('a,b\n3,1\n"2",2\n')).toEqual(['3', '2']);
  });

  it('few levels are a category, many are text', () => {
    expect(kindsOf(parseCsv('a,b\nx,p\ny,q\nx,r\ny,s\n'))).toEqual({ a: 'category', b: 'text' });
  });

  it('kinds of the caller: for all, or by name', () => {
    expect(rows('a,b\n1,NA\n', { kinds: 'text' })).toEqual([{ a: '1', b: null }]);
    expect(rows('a,b\n1,2\n', { kinds: { a: 'category' } })).toEqual([{ a: '1', b: 2 }]);
    expect(() => parseCsv('Age\n1\n', { kinds: { age: 'text' } })).toThrow(
      'CSV: expected a column "age", which kinds names — did you mean "Age"?',
    );
  });
});

describe('files with a quote around every field', () => {
  it('quotes say nothing: numbers are numbers and tokens are missing', () => {
    expect(rows('"a","b","c"\n"1","x","007"\n"","NA","8"\n')).toEqual([
      { a: 1, b: 'x', c: '007' },
      { a: null, b: null, c: '8' },
    ]);
  });

  it.each([
    ['a number', '"a","b"\n"1","2"\n"3",4\n', [1, '2'], ['a', 'b']],
    ['a string', '"a","b"\n"1","2"\n"3",x\n', [1, '2'], ['a', 'b']],
  ])('one field without: %s makes all quotes mean strings', (_, csv) => {
    expect(cells(csv)).toEqual(['1', '3']);
    expect(cells(csv, 'b')[0]).toBe('2');
  });

  it('a header whose names need their quotes says nothing about the rest', () => {
    expect(cells('"a,b"\n"1"\n"2"\n', 'a,b')).toEqual(['1', '2']);
  });
});

describe('schema', () => {
  const schema = defineSchema({
    Id: id(),
    y: target(),
    size: category(['S', 'M', 'L']),
    x: number(),
    note: text(),
    junk: ignored(),
  });
  const csv = 'Id,y,size,x,note,junk\n007,1,L,+1.5,12,?\n8,0,XL,"2",NA,?\n';

  it('reads each column as it says', () => {
    const table = parseCsv(csv, { schema });
    expect(kindsOf(table)).toEqual({ Id: 'id', y: 'category', size: 'category', x: 'number', note: 'text' });
    expect(rowsOf(table)).toEqual([
      { Id: '007', y: '1', size: 'L', x: 1.5, note: '12' },
      { Id: '8', y: '0', size: 'XL', x: 2, note: null },
    ]);
  });

  it('puts stated levels first, in their order', () => {
    expect(parseCsv(csv, { schema }).column('size')).toMatchObject({ levels: ['S', 'M', 'L', 'XL'] });
  });

  it('a target is strings or numbers', () => {
    expect(rows('y\n007\n', { schema: defineSchema({ y: target() }) })).toEqual([{ y: '007' }]);
    expect(rows('y\n007\n', { schema: defineSchema({ y: target({ kind: 'number' }) }) })).toEqual([{ y: 7 }]);
  });

  it('names file, line, column and cell where a number was expected', () => {
    const bad = 'Id,y,size,x,note,junk\n1,1,S,1,"a\nb",?\n2,1,S,twelve,a,?\n';
    expect(() => parseCsv(bad, { schema, name: 'train.csv' })).toThrow(
      'train.csv, line 4, column "x": expected a number, got "twelve" — make "x" a category or text column, or name "twelve" in the missing option if it means missing',
    );
  });

  it('a column that the file lacks is an error unless it may be lacking; an ignored one always may', () => {
    expect(() => parseCsv('Id,y,size,X,note\n', { schema, name: 'train.csv' })).toThrow(
      'train.csv: expected a column "x", which the schema names — did you mean "X"?',
    );
    expect(parseCsv('Id,size,x,note\n', { schema, mayLack: ['y'] }).names).toEqual([
      'Id',
      'size',
      'x',
      'note',
    ]);
    expect(() => parseCsv('Id;size;x;note\n', { schema })).toThrow(
      'CSV: expected a column "Id", which the schema names — the header holds ";": pass delimiter: ";"',
    );
  });

  it('a column that the schema lacks is an error, left out or inferred', () => {
    const more = 'x,z\n1,2\n';
    const small = defineSchema({ x: number() });
    expect(() => parseCsv(more, { schema: small, name: 'train.csv' })).toThrow(
      'train.csv: expected only columns that the schema names, got "z" as well — add "z": ignored() to the schema, or say what it is',
    );
    expect(rows(more, { schema: small, others: 'skip' })).toEqual([{ x: 1 }]);
    expect(rows(more, { schema: small, others: 'infer' })).toEqual([{ x: 1, z: 2 }]);
    expect(() => parseCsv(more, { schema: small, kinds: 'text' })).toThrow(
      'expected schema or kinds, got both',
    );
  });

  it('a column called constructor is not a column of the schema', () => {
    expect(() => parseCsv('x,constructor\n1,2\n', { schema: defineSchema({ x: number() }) })).toThrow(
      'got "constructor" as well',
    );
  });
});

describe('errors', () => {
  it.each([
    [
      'too few cells',
      'a,b,c\n1,2,3\n1,2\n',
      'f.csv, line 3: expected 3 cells as in the header, got 2 — add the cells that lack, or see whether a line break cut the row in two',
    ],
    [
      'too many cells',
      'a,b\n"1\n2",2\n1,2,3\n',
      'f.csv, line 4: expected 2 cells as in the header, got 3 — quote the cells that hold the delimiter, or state another delimiter',
    ],
    ['too few, in the last line', 'a,b\n1', 'f.csv, line 2: expected 2 cells as in the header, got 1'],
    ['a delimiter at the end', 'a,b\n1,2,', 'f.csv, line 2: expected 2 cells as in the header, got 3'],
    [
      'a quote that is not closed',
      'a,b\n1,2\n3,"x\n4,5\n',
      'f.csv, line 3, column "b": expected a closing quote, got the end of the file — close the quote that begins in this line',
    ],
    ['a quote in the header that is not closed', 'a,"b\n1,2\n', 'f.csv, line 1: expected a closing quote'],
    [
      'text behind a quote',
      'a,b\n1,"x"y\n',
      'f.csv, line 2, column "b": expected the delimiter or the end of the line behind a closing quote, got "y\\n" — double a quote',
    ],
    [
      'text behind a quote of the header',
      '"a"x,b\n',
      'f.csv, line 1: expected the delimiter or the end of the line',
    ],
    ['no bytes', '', 'f.csv: expected a line of column names, got an empty file'],
    [
      'only a byte order mark and line breaks',
      '\ufeff\n\r\n',
      'f.csv: expected a line of column names, got an empty file',
    ],
    [
      'a name twice',
      'a,b,a\n',
      'f.csv, line 1: expected column names that differ, got "a" twice — rename one of them',
    ],
    ['no name', 'a,,c\n', 'f.csv, line 1: expected a name for every column, got none for column 2 of 3'],
    [
      'no name for the last',
      'a,b,\n',
      'f.csv, line 1: expected a name for every column, got none for column 3 of 3',
    ],
  ])('%s', (_, csv, message) => {
    expect(() => parseCsv(csv, { name: 'f.csv' })).toThrow(message);
  });

  it('text that is not UTF-8, by line and column; another encoding reads it', () => {
    const latin = Buffer.from('a,b\n1,x\n2,caf\xe9\n', 'latin1');
    expect(() => parseCsv(latin, { name: 'f.csv' })).toThrow(
      `f.csv, line 3, column "b": expected utf-8 text, got "café" — pass encoding: 'windows-1252', or save the file as UTF-8`,
    );
    expect(rows(latin, { encoding: 'windows-1252' })[1]).toEqual({ a: 2, b: 'café' });
    expect(() => parseCsv(latin, { encoding: 'klingon' })).toThrow(
      'CSV: expected the name of an encoding, got "klingon"',
    );
    const header = Buffer.from('caf\xe9\n1\n', 'latin1');
    expect(() => parseCsv(header, { name: 'f.csv' })).toThrow(
      'f.csv, line 1: expected utf-8 text, got "café"',
    );
  });

  it('a binary file', () => {
    const binary = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 10, 0, 0, 0]);
    expect(() => parseCsv(binary, { name: 'f.csv' })).toThrow(
      'f.csv, line 1: expected text, got a line with NUL bytes: this is no CSV file — see whether it is another kind of file, or UTF-16: save it as a CSV of UTF-8',
    );
  });

  it('UTF-16', () => {
    expect(() => parseCsv(Buffer.from('\ufeffa,b\n', 'utf16le'), { name: 'f.csv' })).toThrow(
      'f.csv: expected UTF-8 text, got UTF-16 — save the file as UTF-8',
    );
  });
});
