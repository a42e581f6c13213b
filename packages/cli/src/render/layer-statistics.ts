import type { ModelInspection } from '@foldwise/experiments';
import type { Output } from '../io.ts';
import { heading } from './heading.ts';
import { formatNumber, formatShare } from './number.ts';
import { styleFor } from './style.ts';
import { renderTable } from './table.ts';

/** What the layers of a network are like after the last epoch: their outputs, then their weights. */
export function layerStatisticsText({ statistics }: ModelInspection, output: Output): string {
  if (statistics === null) return 'no statistics: the model has no layers\n';
  const style = styleFor(output);
  const options = {
    width: output.columns,
    dress: (line: string, row: number) => (row < 0 ? style('dim', line) : line),
  };
  const right = (title: string) => ({ title, align: 'right' as const, whole: true });
  const outputs = renderTable(
    [{ title: 'outputs of' }, right('mean'), right('deviation'), right('zeros'), right('largest')],
    statistics.activations.map(({ path, mean, deviation, zeros, largest }) => [
      path,
      formatNumber(mean, 3),
      formatNumber(deviation, 3),
      formatShare(zeros, 1),
      formatNumber(largest, 3),
    ]),
    options,
  );
  const weights = renderTable(
    [{ title: 'weight' }, right('norm'), right('of its gradient'), right('moved by')],
    statistics.weights.map(({ path, norm, gradient, moved }) => [
      path,
      formatNumber(norm, 3),
      formatNumber(gradient, 3),
      formatShare(moved, 1),
    ]),
    options,
  );
  const head = heading(output, 'the layers after the last epoch', 'first fold, on one batch');
  return `${head}${outputs}\n${weights}`;
}
