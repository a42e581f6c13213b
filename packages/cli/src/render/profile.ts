import type { ModelInspection } from '@foldwise/experiments';
import type { Output } from '../io.ts';
import { heading } from './heading.ts';
import { formatDigits, formatShare } from './number.ts';
import { styleFor } from './style.ts';
import { renderTable } from './table.ts';

/** Kernels that have a line of their own. */
const MOST = 20;

/** Where the time of a training step goes: the kernels that take most of it, and what the others take together. */
export function profileText({ kernels, tier }: ModelInspection, output: Output): string {
  if (kernels === null) return 'no profile: the model has no kernels\n';
  const style = styleFor(output);
  const sum = (some: typeof kernels): number => some.reduce((all, { seconds }) => all + seconds, 0);
  const step = sum(kernels);
  const sorted = kernels.toSorted((a, b) => b.seconds - a.seconds);
  const [first, others] = [sorted.slice(0, MOST), sorted.slice(MOST)];
  const cells = first.map(({ kernel, makes, part, derivative, seconds }) => [
    kernel,
    makes,
    derivative ? `${part}, derivative` : part,
    microseconds(seconds),
    formatShare(seconds, step),
  ]);
  if (others.length > 0) {
    const seconds = sum(others);
    cells.push([`${others.length} others`, '', '', microseconds(seconds), formatShare(seconds, step)]);
  }
  const head = heading(output, 'a training step', `${microseconds(step)} µs`, `tier ${tier}`, 'first fold');
  return `${head}${renderTable(
    [
      { title: 'kernel' },
      { title: 'makes' },
      { title: 'part' },
      { title: 'µs', align: 'right', whole: true },
      { title: 'share', align: 'right', whole: true },
    ],
    cells,
    { width: output.columns, dress: (line, row) => (row < 0 ? style('dim', line) : line) },
  )}`;
}

function microseconds(seconds: number): string {
  return formatDigits(seconds * 1e6, 3);
}
