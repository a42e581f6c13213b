import type { SweepImportances } from '@foldwise/experiments';
import type { Output } from '../io.ts';
import { heading, metricWords } from './heading.ts';
import { count, formatShare } from './number.ts';
import { styleFor } from './style.ts';
import { renderTable } from './table.ts';
import { wrap } from './wrap.ts';

const barCells = 20;

/** A row a parameter, the one that explains most first, with a bar. */
export function parameterImportanceText(
  competition: string,
  { sweep, trials, metric, goal, rows }: SweepImportances,
  output: Output,
): string {
  const style = styleFor(output);
  const sorted = rows.toSorted((a, b) => b.variance - a.variance);
  const columns = [
    { title: 'parameter' },
    { title: 'of the variance', align: 'right' as const },
    { title: 'for the best', align: 'right' as const },
    { title: 'trials', align: 'right' as const },
    { title: '' },
  ];
  const cells = sorted.map(({ name, variance, best, trials: having }) => [
    name,
    formatShare(variance, 1),
    formatShare(best, 1),
    String(having),
    '█'.repeat(Math.round(variance * barCells)),
  ]);
  const together = 1 - sorted.reduce((sum, { variance }) => sum + variance, 0);
  const head = heading(
    output,
    competition,
    `importance in sweep ${sweep}`,
    count(trials, 'trial'),
    metricWords(metric, goal),
  );
  const table = renderTable(columns, cells, { width: output.columns });
  const explanation = `Of the variance of ${metric} over the search space, so much is explained by a parameter alone (fANOVA), and ${formatShare(Math.max(0, together), 1)} by several together. For the best: how much it matters for being among the best tenth, beside the others (PED-ANOVA). Both tell of the space as far as the trials cover it; of few trials they are guesses.`;
  const words = wrap(explanation, Math.min(output.columns ?? 110, 110)).map(
    (line) => `${style('dim', line)}\n`,
  );
  return `\n${head}${table}\n${words.join('')}`;
}
