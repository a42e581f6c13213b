import type { Importance, Importances } from '@foldwise/experiments';
import type { Output } from '../io.ts';
import { heading, metricWords } from './heading.ts';
import { formatDigits, formatScore } from './number.ts';
import { styleFor } from './style.ts';
import { renderTable } from './table.ts';
import { wrap } from './wrap.ts';

const barCells = 20;

/** A row a column, the most important first, with a bar. */
export function importanceText(competition: string, measured: Importances, output: Output): string {
  const { rows, model, metric, goal, of, nulls, foldScores } = measured;
  const style = styleFor(output);
  const most = Math.max(...rows.map(({ importance }) => importance), 0);
  const isPartial = rows.some(({ folds }) => folds.some((fold) => Number.isNaN(fold)));
  const columns = [
    { title: of === 'columns' ? 'column' : 'feature' },
    { title: `${metric} worse by`, align: 'right' as const },
    { title: '±', align: 'right' as const },
    ...(isPartial ? [{ title: 'folds', align: 'right' as const }] : []),
    ...(nulls > 0
      ? [
          { title: '95 % of chance', align: 'right' as const },
          { title: 'p', align: 'right' as const },
        ]
      : []),
    { title: '' },
  ];
  const cells = rows.map((row) => [
    row.name,
    number(row.importance),
    number(row.error),
    ...(isPartial ? [`${row.folds.filter((fold) => !Number.isNaN(fold)).length}/${foldScores.length}`] : []),
    ...(row.chance === undefined ? [] : [number(row.chance.q95), row.chance.p.toFixed(2)]),
    bar(row, most),
  ]);
  const dress = (line: string, row: number): string =>
    row < 0 || !isLikely(rows[row]!) ? style('dim', line) : line;
  const mean = foldScores.reduce((sum, score) => sum + score, 0) / foldScores.length;
  const width = Math.min(output.columns ?? 110, 110);
  const head = heading(output, competition, `importance for ${model}`, metricWords(metric, goal));
  const table = renderTable(columns, cells, { width: output.columns, dress });
  const score = style('bold', `mean ${metric} of the folds ${formatScore(mean)}`);
  const words = wrap(explanation(measured), width).map((line) => `${style('dim', line)}\n`);
  return `\n${head}${table}\n${score}\n\n${words.join('')}`;
}

function explanation({ of, metric, repeats, nulls }: Importances): string {
  const what = of === 'columns' ? 'the cells of a column' : 'the numbers of a feature';
  const chance =
    nulls === 0
      ? ''
      : ` Chance is what ${nulls} shuffled targets give; p is how likely it alone gives as much, (1 + so many of them) / ${nulls + 1}.`;
  return `By so much ${metric} gets worse where ${what} are shuffled among the validation rows of a fold, on average over ${repeats} times and the folds; ± is the standard error over the folds. What two ${of} say alike counts for neither.${chance}`;
}

/** Beyond its error, or beyond chance where that was measured. */
function isLikely({ importance, error, chance }: Importance): boolean {
  return importance > (chance === undefined ? (Number.isNaN(error) ? 0 : error) : Math.max(0, chance.q95));
}

function number(value: number): string {
  return Number.isNaN(value) ? '–' : formatDigits(value, 3);
}

function bar({ importance }: Importance, most: number): string {
  return most === 0 ? '' : '█'.repeat(Math.max(0, Math.round((importance / most) * barCells)));
}
