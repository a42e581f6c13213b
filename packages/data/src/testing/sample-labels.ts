import { categoryColumn, numberColumn } from '../table/column.ts';
import type { Column } from '../table/column.ts';

/** What kind of target a step learns from. */
export type LabelKind = 'number' | 'two classes' | 'classes';

/** A made-up target for so many rows. */
export function sampleLabels(kind: LabelKind, length: number): Column {
  const rows = Array.from({ length }, (_, row) => row);
  if (kind === 'number') {
    return numberColumn(
      'Label',
      rows.map((row) => ((row * row) % 7) + row / 4),
    );
  }
  const classes = kind === 'classes' ? ['many', 'many', 'some', 'few'] : ['no', 'no', 'yes'];
  return categoryColumn(
    'Label',
    rows.map((row) => classes[(row * row + row) % classes.length]!),
  );
}
