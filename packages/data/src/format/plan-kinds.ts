import { didYouMean, FoldwiseError } from '@foldwise/core/base';
import type { ColumnKind } from '../table/column.ts';
import type { Schema } from '../table/schema.ts';
import type { TableOptions } from './table-options.ts';

/** What a column is to become: a kind, `undefined` for "infer it", `null` for "do not read it". */
export type PlannedKind = ColumnKind | undefined | null;

/**
 * What each column of a file is to become by the schema or the kinds in the options; both are checked against the names.
 *
 * `delimiter` is that of a CSV file: where a name is not found because it should have been another one, the error says so.
 */
export function planKinds(
  names: readonly string[],
  options: TableOptions,
  file: string,
  delimiter?: number,
): readonly PlannedKind[] {
  const planned = plan(names, options, file, delimiter);
  const { columns } = options;
  if (columns === undefined) return planned;
  for (const name of columns) {
    if (!names.includes(name)) throw lacks(name, names, file, delimiter, 'columns');
  }
  return planned.map((kind, i) => (columns.includes(names[i]!) ? kind : null));
}

function plan(
  names: readonly string[],
  options: TableOptions,
  file: string,
  delimiter?: number,
): readonly PlannedKind[] {
  const { schema, kinds } = options;
  if (schema && kinds !== undefined) {
    throw new FoldwiseError('expected schema or kinds, got both', {
      code: 'input',
      where: file,
      hint: 'pass the one that states more',
    });
  }
  if (schema) return kindsOfSchema(names, schema, options, file, delimiter);
  if (typeof kinds !== 'object') return names.map(() => kinds);
  for (const name of Object.keys(kinds)) {
    if (!names.includes(name)) throw lacks(name, names, file, delimiter, 'kinds');
  }
  return names.map((name) => (Object.hasOwn(kinds, name) ? kinds[name] : undefined));
}

function kindsOfSchema(
  names: readonly string[],
  schema: Schema,
  options: TableOptions,
  file: string,
  delimiter?: number,
): readonly PlannedKind[] {
  const { mayLack = [], others = 'error', columns } = options;
  for (const [name, column] of Object.entries(schema)) {
    const needed = column.readAs !== null && !mayLack.includes(name) && (columns?.includes(name) ?? true);
    if (needed && !names.includes(name)) throw lacks(name, names, file, delimiter, 'the schema');
  }
  return names.map((name) => {
    if (Object.hasOwn(schema, name)) return schema[name]!.readAs;
    if (others === 'error' && columns === undefined) {
      throw new FoldwiseError(`expected only columns that the schema names, got "${name}" as well`, {
        code: 'data',
        where: file,
        hint: `add ${JSON.stringify(name)}: ignored() to the schema, or say what it is`,
      });
    }
    return others === 'infer' ? undefined : null;
  });
}

function lacks(
  name: string,
  names: readonly string[],
  file: string,
  delimiter: number | undefined,
  by: string,
): FoldwiseError {
  const other = [';', '\t', '|', ','].find(
    (mark) =>
      delimiter !== undefined &&
      mark.charCodeAt(0) !== delimiter &&
      names.length === 1 &&
      names[0]!.includes(mark),
  );
  return new FoldwiseError(`expected a column "${name}", which ${by} names`, {
    code: 'data',
    where: file,
    hint:
      other === undefined
        ? didYouMean(name, names)
        : `the header holds ${JSON.stringify(other)}: pass delimiter: ${JSON.stringify(other)}`,
  });
}
