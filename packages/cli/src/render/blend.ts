import type { BlendDetails, BlendScores } from '@foldwise/experiments';
import type { Output } from '../io.ts';
import { count, formatScore } from './number.ts';
import { styleFor } from './style.ts';
import { renderTable } from './table.ts';

/** What the column means; nothing else of the table needs words. */
const averagedNote = 'averaged: what to expect of test rows, which the mean of the folds’ models predicts';

/** How many members are listed. */
const shownMembers = 12;

/** What a blend is made of: how good it and the best of its runs are, the methods that were compared, members by weight. */
export function blendText(blend: BlendDetails, output: Output): string {
  const style = styleFor(output);
  const dim = (line: string, row: number) => (row < 0 ? style('dim', line) : line);
  const table = (titles: readonly string[], cells: readonly (readonly string[])[]): string =>
    renderTable(
      titles.map((title, column) => ({
        title,
        ...(column > 0 && titles[column] !== 'run' && { align: 'right' as const }),
        whole: true,
      })),
      cells,
      { width: output.columns, dress: dim },
    );
  const { single, members } = blend;
  const isAveraged = blend.averaged !== undefined;
  const scores = ({ nested, raw, averaged }: BlendScores): readonly string[] =>
    [nested, raw, ...(isAveraged ? [averaged] : [])].map((score) => formatScore(score));
  const estimates = table(
    ['score', 'nested', 'raw', ...(isAveraged ? ['averaged'] : [])],
    [
      ['blend', ...scores(blend)],
      [`best run, ${single.run}`, ...scores(single)],
    ],
  );
  const note = isAveraged ? `${style('dim', averagedNote)}\n` : '';
  const shown = members.slice(0, shownMembers);
  const list = table(
    ['member', 'weight'],
    shown.map(({ run, weight }) => [run, weight.toFixed(4)]),
  );
  const more = members.length > shown.length ? `and ${members.length - shown.length} more\n` : '';
  const chosen = `${count(members.length, 'member')} of ${count(blend.considered, 'run')} by ${methodWords(blend)}\n`;
  return `${estimates}${note}\n${comparedText(blend, table)}${chosen}\n${list}${more}`;
}

/** "caruana, then temperatureScaling" */
function methodWords({ method, post }: BlendDetails): string {
  return post === null ? method.kind : `${method.kind}, then ${post.kind}`;
}

/** What there was to choose among; nothing where it was but one method. */
function comparedText(
  { method, methods, post, postProcessors, averaged }: BlendDetails,
  table: (titles: readonly string[], cells: readonly (readonly string[])[]) => string,
): string {
  const isAveraged = averaged !== undefined;
  const tried = (
    indent: string,
    candidates: BlendDetails['methods'],
    taken: string | undefined,
  ): readonly (readonly string[])[] =>
    candidates.map((each) => [
      `${indent}${each.kind}${each.kind === taken ? ' *' : ''}`,
      formatScore(each.nested),
      ...(isAveraged ? [formatScore(each.averaged)] : []),
    ]);
  const rows = [
    ...tried('', methods.length > 1 ? methods : [], method.kind),
    ...tried('  then ', postProcessors, post?.kind),
  ];
  const titles = ['tried', 'nested', ...(isAveraged ? ['averaged'] : [])];
  return rows.length === 0 ? '' : `${table(titles, rows)}\n`;
}
