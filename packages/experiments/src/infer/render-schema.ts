import type { ColumnGuess, Guess } from './guess.ts';
import { importLine, list, literal, property } from './source-text.ts';

/** `schema.ts`: every column of the files and what it is. */
export function renderSchema(guess: Guess): string {
  const lines = guess.columns.map(
    (column) => `  ${property(column.name)}: ${columnText(column, guess)},${remark(column)}\n`,
  );
  const makers = [...guess.columns.map(({ use }) => use), 'defineSchema'];
  return `${importLine(makers, '@foldwise/data')}
/** The columns of the raw files. */
export const schema = defineSchema({
${lines.join('')}});
`;
}

function columnText(column: ColumnGuess, { targetKind }: Guess): string {
  if (column.use === 'target') return targetKind === 'number' ? "target({ kind: 'number' })" : 'target()';
  if (column.use !== 'category' || column.levels === undefined) return `${column.use}()`;
  const before = property(column.name).length + 4;
  return list(column.levels.map(literal), {
    open: 'category([',
    close: '])',
    indent: '  ',
    before: before + 1,
  });
}

/** Why a column is no feature, where it is none. */
function remark({ use, because }: ColumnGuess): string {
  return use === 'ignored' || use === 'text' ? ` // ${because}` : '';
}
