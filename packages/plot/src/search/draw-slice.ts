import { axisFor } from '../chart/axis.ts';
import { chartFrame } from '../chart/chart-frame.ts';
import { showNumber } from '../chart/show-number.ts';
import type { Chart, ChartSize } from '../svg/drawing.ts';
import { element, titled } from '../svg/element.ts';
import { axisOfParameter, type SearchedTrials, showValue } from './searched-trials.ts';

/**
 * One parameter against the score: a dot for each complete trial that has it, later ones in stronger colours. Dots of an option are set side by
 * side in the order of the trials. Outliers stand at the edge.
 *
 * Nothing is drawn but an empty plane where no such trial is, or no such parameter.
 *
 * @example
 * drawSlice(searchedTrials(rows, space), 'rate');
 */
export function drawSlice(
  searched: SearchedTrials,
  name: string,
  { width = 320, height = 260 }: ChartSize = {},
): Chart {
  const { metric, usual, parameters, trials } = searched;
  const index = parameters.findIndex((parameter) => parameter.name === name);
  const parameter = parameters[index];
  const points = trials.flatMap(({ run, trial, score, values }, order) => {
    const value = values[index] ?? null;
    return score === null || value === null ? [] : [{ run, trial, score, value, order }];
  });
  const [least, most] = usual ?? [NaN, NaN];
  const x = parameter === undefined ? axisFor([]) : axisOfParameter(parameter);
  const frame = chartFrame({ x, y: axisFor([least, most]), xName: name, yName: metric, width, height });
  const isOptions = parameter?.kind === 'options';
  const marks = points.map(({ run, trial, score, value, order }) => {
    const shift = isOptions ? 0.6 * (order / Math.max(1, trials.length - 1) - 0.5) : 0;
    const age = Math.floor((9.999 * order) / Math.max(1, trials.length));
    const shown = Math.min(most, Math.max(least, score));
    return element(
      'circle',
      {
        class: `dot outlined q${age}`,
        cx: frame.across(value + shift),
        cy: frame.upwards(shown),
        r: 3,
        'data-run': run,
        'data-trial': trial,
        'data-parameter': name,
        'data-value': value,
        'data-score': score,
      },
      titled(
        `${run}: ${metric} ${showNumber(score)}\n${name} ${parameter === undefined ? '' : showValue(parameter, value)}`,
      ),
    );
  });
  return {
    width: frame.width,
    height: frame.height,
    title: `${metric} by ${name}`,
    caption: 'Dots are trials; later ones are stronger in colour.',
    description: `${points.length} trials, ${name} across and ${metric} upwards.`,
    content: [frame.axes, ...marks].join('\n'),
  };
}
