import { selectColumns } from '../../select/select-columns.ts';
import type { Selector } from '../../select/selector.ts';
import { numberColumn } from '../../table/column.ts';
import { addingStep } from '../adding-step.ts';
import { checkChoice, checkSome } from '../check-option.ts';
import { sameColumn } from '../same-column.ts';
import type { Transformer } from '../transformer.ts';
import { textsOf } from './texts-of.ts';

/** Something to count in a text. */
export type TextCount =
  | 'characters'
  | 'words'
  | 'differentWords'
  | 'wordLength'
  | 'digits'
  | 'punctuation'
  | 'capitalShare'
  | 'lines';

const counts: Readonly<Record<TextCount, (text: string) => number>> = {
  characters: (text) => Array.from(text).length,
  words: (text) => wordsIn(text).length,
  differentWords: (text) => new Set(wordsIn(text.toLowerCase())).size,
  wordLength: (text) => Array.from(wordsIn(text).join('')).length / Math.max(1, wordsIn(text).length),
  digits: (text) => matches(text, /\p{Nd}/gu),
  punctuation: (text) => matches(text, /\p{P}/gu),
  capitalShare: (text) => matches(text, /\p{Lu}/gu) / Math.max(1, matches(text, /\p{L}/gu)),
  lines: (text) => (text === '' ? 0 : text.split('\n').length),
};

/**
 * Adds what can be counted in a text without a vocabulary: `Note_words`, `Note_capitalShare`.
 *
 * Characters are those of Unicode, words what blanks part, `wordLength` is their mean, `capitalShare` is of the letters. All of them
 * unless some are named. A missing text is an empty one: zeros.
 *
 * @example
 * textCounts(texts(), ['words', 'capitalShare']);
 */
export function textCounts(
  select: Selector,
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the record are the counts, by its type
  what: readonly TextCount[] = Object.keys(counts) as readonly TextCount[],
): Transformer {
  const kind = 'textCounts';
  checkSome(kind, 'counts', what);
  for (const count of what) checkChoice(kind, 'counts', count, Object.keys(counts));
  return addingStep({ kind, select: select.spec, counts: [...what] }, (train) => {
    const names = selectColumns(train, select, kind).map((column) => column.name);
    for (const name of names) textsOf(kind, train.column(name));
    return (table) =>
      names.flatMap((name) => {
        const texts = textsOf(kind, sameColumn(kind, table, name));
        return what.map((count) => numberColumn(`${name}_${count}`, Float64Array.from(texts, counts[count])));
      });
  });
}

function wordsIn(text: string): readonly string[] {
  return text.match(/\S+/g) ?? [];
}

function matches(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
