import type { FeaturesExplained } from '@foldwise/experiments';
import type { Output } from '../io.ts';
import { heading } from './heading.ts';
import { nextSteps } from './next-steps.ts';
import { count } from './number.ts';
import { styleFor } from './style.ts';
import { renderTable } from './table.ts';
import { wrap } from './wrap.ts';

/** What the steps decided, then the columns that come out. */
export function featuresText(
  competition: string,
  { features, decisions, trainRows }: FeaturesExplained,
  output: Output,
): string {
  const style = styleFor(output);
  const rows = `from ${count(trainRows, 'training row')}`;
  const decided =
    decisions.length === 0
      ? 'No step chooses by the data: the columns are those that the steps of the competition name.\n'
      : renderTable(
          [{ title: 'column' }, { title: 'becomes' }, { title: 'because' }],
          decisions.map(({ columns, does, because }) => [columns.join(', '), does, because]),
          { width: output.columns, dress: (line, row) => (row < 0 ? style('dim', line) : line) },
        );
  const width = Math.min(output.columns ?? 110, 110) - 2;
  const names = wrap(features.join(', '), width).map((line) => `  ${line}\n`);
  return `${heading(output, competition, count(features.length, 'feature'), rows)}${decided}
${style('bold', count(features.length, 'feature'))}\n${names.join('')}${nextSteps(output, [
    [`foldwise cv ${competition}`, 'how well a model does with them'],
    [`foldwise importance ${competition}`, 'which columns it needs'],
  ])}`;
}
