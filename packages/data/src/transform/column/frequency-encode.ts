import { log1p } from '@foldwise/core/base';
import { cellAt } from '../../table/column.ts';
import type { Cell, Column } from '../../table/column.ts';
import { checkChoice } from '../check-option.ts';
import type { ColumnTransformer, FittedColumnTransformer } from '../transformer.ts';

export interface FrequencyEncodeOptions {
  /** The share of training rows (the default), their count, log(1 + count), or `'unique'`: 1 where at most one of them has the value. */
  readonly as?: 'share' | 'count' | 'log' | 'unique';
}

/**
 * Replaces a value by how often the training rows have it: for categories of many levels, and for numbers whose repetition tells.
 *
 * A missing cell is a value of its own; a value that no training row had is 0, and unique. The column keeps its name and becomes a number column.
 *
 * @example
 * onColumns(named('Ticket'), frequencyEncode({ as: 'count' }));
 */
export function frequencyEncode(options: FrequencyEncodeOptions = {}): ColumnTransformer {
  const { as = 'share' } = options;
  checkChoice('frequencyEncode', 'as', as, ['share', 'count', 'log', 'unique']);
  return Object.freeze({
    spec: Object.freeze({ kind: 'frequencyEncode', as }),
    fit(train: Column): FittedColumnTransformer {
      const counts = new Map<Cell, number>();
      for (let row = 0; row < train.length; row++) {
        const cell = cellAt(train, row);
        counts.set(cell, (counts.get(cell) ?? 0) + 1);
      }
      const shown = {
        share: (count: number) => count / Math.max(1, train.length),
        count: (count: number) => count,
        log: log1p,
        unique: (count: number) => (count > 1 ? 0 : 1),
      }[as];
      return Object.freeze({
        transform(column: Column): readonly Column[] {
          const { name, length } = column;
          const values = Float64Array.from({ length }, (_, row) =>
            shown(counts.get(cellAt(column, row)) ?? 0),
          );
          return [{ kind: 'number', name, length, values }];
        },
      });
    },
  });
}
