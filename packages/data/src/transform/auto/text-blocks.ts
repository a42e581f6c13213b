import { parseDate } from '../../format/parse-date.ts';
import type { DateOrder } from '../../format/parse-date.ts';
import { and, not } from '../../select/combine.ts';
import { named } from '../../select/named.ts';
import { numeric } from '../../select/of-kind.ts';
import { levelCounts } from '../../statistics/level-counts.ts';
import type { StringColumn } from '../../table/column.ts';
import { missingCount } from '../../table/count.ts';
import { impute } from '../column/impute.ts';
import { oneHot } from '../column/one-hot.ts';
import { robustScale } from '../column/robust-scale.ts';
import { dateParts } from '../dates/date-parts.ts';
import { elapsedSince } from '../dates/elapsed-since.ts';
import { dateOrders } from '../dates/times-of.ts';
import { onColumns } from '../on-columns.ts';
import { pipeline } from '../pipeline.ts';
import { splitText } from '../text/split-text.ts';
import { textComponents } from '../text/text-components.ts';
import { textCounts } from '../text/text-counts.ts';
import { textsOf } from '../text/texts-of.ts';
import { checkWeights, termsThatCount } from '../text/vocabulary.ts';
import type { Block, ColumnPlan } from './block.ts';
import { leftOut } from './block.ts';
import { categoryBlocks } from './category-blocks.ts';
import { percent } from './number-blocks.ts';

/** A text is prose from so many words on, on average. */
const leastWords = 3;
/** A text is codes that repeat where so large a share of the cells is not alone. */
const leastRepeated = 0.1;
/** A piece of a code is a category up to so many levels. */
const mostPieces = 20;
const components = 20;
const rareBelow = 5;
const separators = ['/', '-', '_', '|', ':'];

/** How strings that are no small category become features: as dates, codes in pieces, codes that repeat, or prose. */
export function textBlocks(column: StringColumn, parts: number): ColumnPlan {
  const { name, length } = column;
  const counts = levelCounts(column);
  const dates = dateBlocks(name, [...counts.keys()]);
  if (dates.length > 0) return { blocks: dates, dropped: [] };
  const present = length - missingCount(column);
  const repeated = [...counts.values()].reduce((sum, count) => sum + (count > 1 ? count : 0), 0);
  const words = meanWords(counts);
  const blocks = [
    ...pieceBlocks(name, [...counts.keys()]),
    ...(words < leastWords && repeated >= leastRepeated * present ? categoryBlocks(column, parts) : []),
    ...(words >= leastWords ? proseBlocks(column, words) : []),
  ];
  if (blocks.length > 0) return { blocks, dropped: [] };
  const because = `${percent(counts.size, present)} of the cells differ: the row's name, or free codes`;
  return { blocks: [], dropped: [leftOut(name, because)] };
}

function meanWords(counts: ReadonlyMap<string, number>): number {
  let [words, texts] = [0, 0];
  for (const [text, count] of counts) {
    words += count * (text.match(/\S+/g)?.length ?? 0);
    texts += count;
  }
  return words / Math.max(1, texts);
}

/** The order that every cell can be read in; undefined where one is no date, or digits alone. */
export function dateOrderOf(cells: readonly string[]): DateOrder | undefined {
  // Of no cells, and of numbers.
  if (cells.every((cell) => /^\d+$/.test(cell))) return undefined;
  return dateOrders.find((order) => cells.every((cell) => parseDate(cell, order) !== undefined));
}

function dateBlocks(name: string, cells: readonly string[]): readonly Block[] {
  const order = dateOrderOf(cells);
  if (order === undefined) return [];
  const hasTime = cells.some((cell) => cell.includes(':'));
  const scale = onColumns(numeric(), impute('median'), robustScale({ smoothClip: true }));
  const isAmbiguous =
    order !== 'iso' &&
    cells.every((cell) => dateOrders.every((each) => each === 'iso' || parseDate(cell, each) !== undefined));
  return [
    {
      columns: [name],
      does: 'dateParts, elapsedSince, impute, robustScale',
      because: `dates${order === 'iso' ? '' : `, read as ${order}`}${isAmbiguous ? ' (the other order is as likely: dateParts takes it)' : ''}`,
      step: pipeline(
        dateParts(named(name), {
          cyclical: ['dayOfYear', 'weekday', ...(hasTime ? (['timeOfDay'] as const) : [])],
          order,
        }),
        elapsedSince(named(name), { order }),
        scale,
      ),
      width: hasTime ? 12 : 10,
      tier: 0,
    },
  ];
}

/** Codes such as "B/0/P": every cell has the same number of pieces, without blanks, and some have few levels. */
function pieceBlocks(name: string, cells: readonly string[]): readonly Block[] {
  for (const by of separators) {
    const split = cells.map((cell) => cell.split(by));
    const pieces = split[0]?.length ?? 0;
    const isSplit = (of: readonly string[]): boolean =>
      of.length === pieces && of.every((piece) => piece !== '' && !/\s/.test(piece));
    if (pieces < 2 || !split.every(isSplit)) continue;
    const levels = Array.from({ length: pieces }, (_, k) => new Set(split.map((of) => of[k])).size);
    const few = levels.flatMap((count, k) => (count > 1 && count <= mostPieces ? [`${name}_${k + 1}`] : []));
    if (few.length === 0) continue;
    return [
      {
        columns: [name],
        does: 'splitText, oneHot',
        because: `codes of ${pieces} pieces; ${few.length} of them have few levels`,
        step: pipeline(
          splitText(named(name), { by, pieces }),
          onColumns(named(...few), oneHot({ rareBelow })),
        ),
        width: levels.reduce((sum, count) => sum + (count > 1 && count <= mostPieces ? count + 1 : 0), 0),
        tier: 0,
      },
    ];
  }
  return [];
}

function proseBlocks(column: StringColumn, words: number): readonly Block[] {
  const { name } = column;
  const scale = onColumns(and(numeric(), not(named(name))), robustScale({ smoothClip: true }));
  const counts: Block = {
    columns: [name],
    does: 'textCounts, robustScale',
    because: `texts of ${words.toFixed(0)} words`,
    step: pipeline(
      textCounts(named(name), ['characters', 'words', 'wordLength', 'digits', 'punctuation', 'capitalShare']),
      scale,
    ),
    width: 6,
    tier: 1,
  };
  const weights = { minTexts: 3, maxTerms: 20_000, sublinear: true };
  const texts = textsOf('autoFeatures', column);
  const terms = termsThatCount(texts, checkWeights('autoFeatures', weights)).length;
  if (terms < 2) return [counts];
  const kept = Math.min(components, terms);
  return [
    {
      columns: [name],
      does: 'textComponents, robustScale',
      because: `${terms} terms that three texts have, by TF-IDF`,
      step: pipeline(textComponents(named(name), { ...weights, components: kept }), scale),
      width: kept,
      tier: 0,
    },
    counts,
  ];
}
