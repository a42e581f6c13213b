import type { StringColumn } from './column.ts';

/** The same cells with these levels first, in this order, used or not; the others follow in the order they had. */
export function withLevels(column: StringColumn, first: readonly string[]): StringColumn {
  const codeOf = new Map(first.map((level, code) => [level, code]));
  const next = column.levels.map((level) => {
    const code = codeOf.get(level) ?? codeOf.size;
    codeOf.set(level, code);
    return code;
  });
  return {
    ...column,
    codes: column.codes.map((code) => (code < 0 ? -1 : next[code]!)),
    levels: [...codeOf.keys()],
  };
}
