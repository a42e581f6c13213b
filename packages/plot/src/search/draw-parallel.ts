import { LETTER, shortened } from '../chart/chart-frame.ts';
import { showNumber } from '../chart/show-number.ts';
import type { Chart, ChartSize } from '../svg/drawing.ts';
import { element, titled } from '../svg/element.ts';
import { escape } from '../svg/escape.ts';
import { round } from '../svg/round.ts';
import { type ParallelAxis, parallelAxes, parallelSize, shortName } from './parallel-axes.ts';
import { type ScoreScale, scoreScale } from './score-scale.ts';
import { type SearchedTrial, type SearchedTrials, showValue } from './searched-trials.ts';

/**
 * Parallel coordinates: a line for each complete trial, over an upright axis for each parameter and one for the score; the better the score,
 * the stronger the colour, and the later it is drawn. Dashes lead over a
 * parameter that a trial does not have. `data-at`
 * tells how far up the axes it runs (`-` where it does not), for who filters lines.
 *
 * @example
 * drawParallel(searchedTrials(rows, space));
 */
export function drawParallel(searched: SearchedTrials, size: ChartSize = {}): Chart {
  const { metric, goal, usual, parameters, trials } = searched;
  const { width, height } = parallelSize(searched, size);
  const axes = parallelAxes(searched, size);
  const scored = trials.flatMap((trial) => (trial.score === null ? [] : [{ ...trial, score: trial.score }]));
  const scale = scoreScale(usual, goal);
  // Of equals the first lies on top.
  const ordered = scored
    .toReversed()
    .toSorted((a, b) => (goal === 'maximize' ? a.score - b.score : b.score - a.score));
  return {
    width,
    height,
    title: `${metric} over ${parameters.length} parameters`,
    caption:
      'A line is a trial; the stronger its colour, the better. Dashes lead over parameters that it does not have.',
    description: `${scored.length} complete trials as lines over ${parameters.map(({ name }) => name).join(', ')} and ${metric}.`,
    content: [
      ...ordered.map((trial) => lineOf(searched, trial, axes, scale)),
      ...axes.map((axis, i) => axisMark(axis, axes, i)),
    ].join('\n'),
  };
}

function lineOf(
  { parameters, metric }: SearchedTrials,
  trial: SearchedTrial & { readonly score: number },
  axes: readonly ParallelAxis[],
  scale: ScoreScale,
): string {
  const values = [...trial.values, trial.score];
  const shares = axes.map(({ share }, i) =>
    values[i] === null || values[i] === undefined ? undefined : share(values[i]),
  );
  const at = (i: number): string => {
    const { x, top, bottom } = axes[i]!;
    return `${x} ${round(bottom - shares[i]! * (bottom - top))}`;
  };
  // Where the trial has no such parameter, dashes lead to the next one that it has.
  const [solid, dashed] = [[] as string[], [] as string[]];
  let last: number | undefined;
  for (const [i, share] of shares.entries()) {
    if (share === undefined) continue;
    if (last !== undefined) (i === last + 1 ? solid : dashed).push(`M${at(last)}L${at(i)}`);
    last = i;
  }
  const said = parameters.map((parameter, i) => `${parameter.name} ${showValue(parameter, trial.values[i])}`);
  const colour = scale.colourOf(trial.score);
  return element(
    'g',
    {
      class: 'trial',
      'data-run': trial.run,
      'data-trial': trial.trial,
      'data-score': trial.score,
      'data-at': shares.map((share) => (share === undefined ? '-' : Math.round(share * 1e4) / 1e4)).join(' '),
    },
    titled(`${trial.run}: ${metric} ${showNumber(trial.score)}\n${said.join('\n')}`),
    element('path', { class: `line thin ${colour}`, d: joined(solid) }),
    ...(dashed.length === 0
      ? []
      : [element('path', { class: `line thin dashed ${colour}`, d: dashed.join('') })]),
  );
}

/** Lines that begin where the one before ends are one. */
function joined(lines: readonly string[]): string {
  return lines.reduce((path, line) => {
    const [from, to] = line.slice(1).split('L') as [string, string];
    return path.endsWith(from) ? `${path}L${to}` : path + line;
  }, '');
}

function axisMark(
  { name, kind, ticks, x, top, bottom, share }: ParallelAxis,
  axes: readonly ParallelAxis[],
  index: number,
): string {
  const room = axes.length < 2 ? 200 : axes[1]!.x - axes[0]!.x;
  const letters = Math.max(3, Math.floor(room / (LETTER + 1)) - 1);
  const isLast = kind === 'score';
  const labels = ticks.map(({ at, label }) => {
    const shown = shortened(label, Math.max(3, letters - 1));
    const y = round(bottom - share(at) * (bottom - top));
    return `<path class="axis" d="M${x} ${y}h${isLast ? 4 : -4}"/>${element(
      'text',
      { class: 'halo', x: isLast ? x + 7 : x - 7, y: y + 4, 'text-anchor': isLast ? 'start' : 'end' },
      escape(shown),
      ...(shown === label ? [] : [titled(label)]),
    )}`;
  });
  // Names that are too long for one line stand in two, in turn.
  const isTight = axes.some((axis) => axis.name.length > letters);
  const shown = shortName(name, isTight ? 2 * letters - 1 : letters);
  const height = isTight && (axes.length - 1 - index) % 2 === 1 ? top - 34 : top - 16;
  return element(
    'g',
    { class: 'dimension', 'data-parameter': name, 'data-kind': kind },
    `<path class="axis" d="M${x} ${top}V${bottom}"/>`,
    ...labels,
    element(
      'text',
      { class: 'strong', x: isLast ? x + 56 : x, y: height, 'text-anchor': isLast ? 'end' : 'middle' },
      escape(shown),
      ...(shown === name ? [] : [titled(name)]),
    ),
  );
}
