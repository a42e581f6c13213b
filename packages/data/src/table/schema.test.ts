import { describe, expect, expectTypeOf, it } from 'vitest';
import type { RowOf, Schema } from './schema.ts';
import {
  category,
  defineSchema,
  group,
  id,
  ignored,
  nameOfRole,
  namesOfRole,
  number,
  specOfSchema,
  target,
  text,
} from './schema.ts';

const schema = defineSchema({
  PassengerId: id(),
  Survived: target({ levels: ['0', '1'] }),
  Pclass: category(['1', '2', '3']),
  Name: text(),
  Sex: category(['male', 'female']),
  Embarked: category(),
  Age: number(),
  Ticket: group(),
  Cabin: ignored(),
});

describe('schema', () => {
  it('types the cells of a row; target and ignored columns are not in it', () => {
    type Row = RowOf<typeof schema>;
    expectTypeOf<Row['Sex']>().toEqualTypeOf<'male' | 'female' | null>();
    expectTypeOf<Row['Age']>().toEqualTypeOf<number | null>();
    expectTypeOf<Row['Embarked']>().toEqualTypeOf<string | null>();
    expectTypeOf<Row['Name']>().toEqualTypeOf<string | null>();
    expectTypeOf<Row['PassengerId']>().toEqualTypeOf<string>();
    expectTypeOf<keyof Row>().toEqualTypeOf<
      'PassengerId' | 'Pclass' | 'Name' | 'Sex' | 'Embarked' | 'Age' | 'Ticket'
    >();
    expectTypeOf<typeof schema>().toExtend<Schema>();
    // @ts-expect-error a misspelt column does not compile
    expectTypeOf<Row['age']>().toBeAny();
  });

  it('says how each column is read', () => {
    const readAs = Object.fromEntries(Object.entries(schema).map(([name, spec]) => [name, spec.readAs]));
    expect(readAs).toEqual({
      PassengerId: 'id',
      Survived: 'category',
      Pclass: 'category',
      Name: 'text',
      Sex: 'category',
      Embarked: 'category',
      Age: 'number',
      Ticket: 'category',
      Cabin: null,
    });
    expect(target({ kind: 'number' }).readAs).toBe('number');
    expect(nameOfRole(schema, 'target')).toBe('Survived');
    expect(nameOfRole(defineSchema({ x: number() }), 'id')).toBeUndefined();
  });

  it('is frozen data that a run can store', () => {
    expect(Object.isFrozen(schema)).toBe(true);
    expect(Object.isFrozen(schema.Sex)).toBe(true);
    expect(JSON.parse(JSON.stringify(specOfSchema(schema)))).toMatchObject({
      kind: 'schema',
      columns: {
        Survived: { kind: 'target', readAs: 'category', levels: ['0', '1'] },
        Sex: { kind: 'category', levels: ['male', 'female'] },
        Age: { kind: 'number' },
      },
    });
  });

  it('may have several targets, of numbers', () => {
    const several = defineSchema({
      b: target({ kind: 'number' }),
      x: number(),
      a: target({ kind: 'number' }),
    });
    expect(namesOfRole(several, 'target')).toEqual(['b', 'a']);
    expectTypeOf<RowOf<typeof several>>().toEqualTypeOf<{ readonly x: number | null }>();
  });

  it('refuses what no competition can mean', () => {
    expect(() => defineSchema({})).toThrow('defineSchema: expected at least one column, got none');
    expect(() => defineSchema({ a: id(), b: id() })).toThrow(
      'defineSchema: expected at most one id() column, got 2: "a", "b" — make the others text() or ignored()',
    );
    expect(() => defineSchema({ a: target({ kind: 'number' }), b: target() })).toThrow(
      'defineSchema: expected one target() column, or several of numbers, got 2, of which "b" is none of numbers: "a", "b"',
    );
    expect(() => category(['a', 'b', 'a'])).toThrow(
      'category(): expected levels that differ, got one of them twice — remove the second of a',
    );
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a JavaScript caller may do
    expect(() => defineSchema({ a: number as never })).toThrow(
      'defineSchema: expected a column such as number() or category() under "a", got function — write "a": number()',
    );
  });
});
