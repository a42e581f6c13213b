import type { Described, Spec } from '@foldwise/core/base';
import { FoldwiseError } from '@foldwise/core/base';
import type { ColumnKind } from './column.ts';

/** What a column is for. */
export type ColumnRole = 'number' | 'category' | 'text' | 'id' | 'target' | 'group' | 'ignored';

/** What a column of the raw files is, and what it is for. */
export interface ColumnSpec<Value = unknown, Role extends ColumnRole = ColumnRole> extends Described {
  readonly kind: Role;
  /** The kind of column it is read into; `null`: it is not read. */
  readonly readAs: ColumnKind | null;
  /** The levels a category may have, where they are stated; a level outside them is read as it is. */
  readonly levels?: readonly string[];
  /** Carries the type of a cell; never present at run time. */
  readonly cell?: Value;
}

/** The columns of a competition's files: `defineSchema({ Age: number(), Sex: category(["male", "female"]) })`. */
export type Schema = Readonly<Record<string, ColumnSpec>>;

/**
 * The type of a row as user code sees it: `row.Sex` is `"male" | "female" | null`.
 *
 * The target is not in it, since no feature may be made of it, and neither are ignored columns.
 */
export type RowOf<S extends Schema> = {
  readonly [
    Name in keyof S as S[Name] extends { readonly kind: 'target' | 'ignored' } ? never : Name
  ]: S[Name] extends ColumnSpec<infer Value> ? Value : never;
};

/**
 * The columns of a competition's files, checked: at most one id, one target or several of numbers, at least one column.
 *
 * @example
 * const schema = defineSchema({ PassengerId: id(), Survived: target(), Sex: category(['male', 'female']), Age: number() });
 */
export function defineSchema<const S extends Schema>(columns: S): S {
  const names = Object.keys(columns);
  if (names.length === 0)
    throw wrong('expected at least one column, got none', 'name the columns of train.csv');
  for (const name of names) {
    if (columns[name]?.spec === undefined) {
      throw wrong(
        `expected a column such as number() or category() under "${name}", got ${typeof columns[name]}`,
        `write ${JSON.stringify(name)}: number()`,
      );
    }
  }
  const ids = namesOfRole(columns, 'id');
  if (ids.length > 1) {
    throw wrong(
      `expected at most one id() column, got ${ids.length}: ${listed(ids)}`,
      'make the others text() or ignored()',
    );
  }
  checkTargets(columns);
  return Object.freeze({ ...columns });
}

/** Several targets are several numbers. */
function checkTargets(columns: Schema): void {
  const targets = namesOfRole(columns, 'target');
  if (targets.length <= 1) return;
  const odd = targets.find((name) => columns[name]!.readAs !== 'number');
  if (odd === undefined) return;
  throw wrong(
    `expected one target() column, or several of numbers, got ${targets.length}, of which "${odd}" is none of numbers: ${listed(targets)}`,
    `write ${JSON.stringify(odd)}: target({ kind: 'number' }), or make the others ignored()`,
  );
}

function listed(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

function wrong(message: string, hint: string): FoldwiseError {
  return new FoldwiseError(message, { code: 'input', where: 'defineSchema', hint });
}

/** A schema as plain data: the spec of each column by name. */
export function specOfSchema(schema: Schema): Spec {
  const columns = Object.fromEntries(Object.entries(schema).map(([name, column]) => [name, column.spec]));
  return { kind: 'schema', columns };
}

/** The name of the column that has this role, where there is one. */
export function nameOfRole(schema: Schema, role: ColumnRole): string | undefined {
  return namesOfRole(schema, role)[0];
}

/** The names of all columns that have this role, in the schema's order. */
export function namesOfRole(schema: Schema, role: ColumnRole): readonly string[] {
  return Object.keys(schema).filter((name) => schema[name]!.kind === role);
}

/** The name of a row: read verbatim, never a feature. */
export function id(): ColumnSpec<string, 'id'> {
  return specFor('id', 'id');
}

/**
 * What is predicted; the test file may lack it. A schema may have several targets where all are quantities.
 *
 * Read verbatim as strings (`"1"`, `"True"`, `"Class_3"`) unless `kind: "number"` says that it is a quantity.
 */
export function target(options: { readonly kind: 'number' }): ColumnSpec<number | null, 'target'>;
export function target<const L extends string = string>(options?: {
  readonly kind?: 'category';
  readonly levels?: readonly L[];
}): ColumnSpec<L | null, 'target'>;
export function target(
  options: { readonly kind?: 'number' | 'category'; readonly levels?: readonly string[] } = {},
): ColumnSpec<unknown, 'target'> {
  return specFor('target', options.kind ?? 'category', options.levels);
}

/** A quantity; a cell that is not a number is an error. */
export function number(): ColumnSpec<number | null, 'number'> {
  return specFor('number', 'number');
}

/**
 * A feature of few levels, kept as strings even where they look like numbers.
 *
 * `levels` states the levels and their order; one that is not among them is read as it is and comes after them.
 */
export function category<const L extends string = string>(
  levels?: readonly L[],
): ColumnSpec<L | null, 'category'> {
  return specFor('category', 'category', levels);
}

/** Free text. */
export function text(): ColumnSpec<string | null, 'text'> {
  return specFor('text', 'text');
}

/** What rows belong to (a household, a store): rows of one group should not be on both sides of a fold. */
export function group(): ColumnSpec<string | null, 'group'> {
  return specFor('group', 'category');
}

/** In the files and not read. */
export function ignored(): ColumnSpec<never, 'ignored'> {
  return specFor('ignored', null);
}

function specFor<Value, Role extends ColumnRole>(
  kind: Role,
  readAs: ColumnKind | null,
  levels?: readonly string[],
): ColumnSpec<Value, Role> {
  if (levels && new Set(levels).size !== levels.length) {
    throw new FoldwiseError('expected levels that differ, got one of them twice', {
      code: 'input',
      where: `${kind}()`,
      hint: `remove the second of ${levels.find((level, i) => levels.indexOf(level) !== i)}`,
    });
  }
  const stated = levels && { levels: Object.freeze([...levels]) };
  const spec: Spec = Object.freeze({ kind, ...(kind === 'target' && { readAs }), ...stated });
  return Object.freeze({ kind, readAs, ...stated, spec });
}
