import {
  frequencyEncode,
  impute,
  keep,
  missingCount,
  named,
  numeric,
  onColumns,
  oneHot,
  pipeline,
  quantileNormal,
  textCounts,
  uniqueCount,
} from '@foldwise/data';
import type { Column, Table, Transformer } from '@foldwise/data';

/** Levels that are columns of their own; the rarer ones of a category share one. */
const mostLevels = 30;

/**
 * Features of any table, without a word of the user's: numbers by their quantiles, with what is missing marked; frequent levels of
 * categories; the lengths and frequencies of texts. Ids are left out. `undefined` where no column varies.
 */
export function plainFeatures(table: Table): Transformer | undefined {
  const useful = table.columns.filter((column) => column.kind !== 'id' && varies(column));
  const of = (kind: Column['kind']) =>
    useful.filter((column) => column.kind === kind).map(({ name }) => name);
  const [numbers, categories, written] = [of('number'), of('category'), of('text')];
  const steps = [
    ...(written.length > 0 ? [textCounts(named(...written), ['characters', 'words', 'digits'])] : []),
    ...(written.length > 0 ? [onColumns(named(...written), frequencyEncode({ as: 'log' }))] : []),
    ...(categories.length > 0
      ? [
          onColumns(
            named(...categories),
            oneHot({ maxLevels: mostLevels, missing: 'column', unknown: 'other' }),
          ),
        ]
      : []),
    ...(numbers.length + written.length > 0
      ? [onColumns(numeric(), impute('median', { indicator: true }), quantileNormal())]
      : []),
  ];
  return steps.length === 0 ? undefined : pipeline(keep(...useful.map(({ name }) => name)), ...steps);
}

function varies(column: Column): boolean {
  const [missing, different] = [missingCount(column), uniqueCount(column)];
  return different > 1 || (different === 1 && missing > 0);
}
