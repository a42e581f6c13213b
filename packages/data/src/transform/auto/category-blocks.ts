import { named } from '../../select/named.ts';
import { numeric } from '../../select/of-kind.ts';
import { levelCounts } from '../../statistics/level-counts.ts';
import { hasMissing } from '../../statistics/present.ts';
import type { StringColumn } from '../../table/column.ts';
import { beside } from '../column/beside.ts';
import { frequencyEncode } from '../column/frequency-encode.ts';
import { oneHot } from '../column/one-hot.ts';
import { robustScale } from '../column/robust-scale.ts';
import { targetEncode } from '../column/target-encode.ts';
import { onColumns } from '../on-columns.ts';
import { pipeline } from '../pipeline.ts';
import type { Transformer } from '../transformer.ts';
import type { Block } from './block.ts';

/** Of more levels, a category is told by its target; AutoGluon and RealMLP draw the line near here. */
const mostOneHot = 10;
/** Of more, its most frequent levels no longer have columns of their own beside that. */
const mostBeside = 50;
/** Levels of fewer rows than this share a column. */
const rareBelow = 5;

/** How a category becomes features: a column a level where there are few, its mean target and how frequent it is where there are many. */
export function categoryBlocks(column: StringColumn, parts: number): readonly Block[] {
  const { name } = column;
  const levels = levelCounts(column).size;
  const missing = hasMissing(column) ? 'column' : 'zeros';
  const columns = [name];
  if (levels <= mostOneHot) {
    return [
      {
        columns,
        does: 'oneHot',
        because: `${levels} levels`,
        step: onColumns(named(name), oneHot({ rareBelow, missing })),
        width: levels + 1,
        tier: 0,
      },
    ];
  }
  return [
    {
      columns,
      does: 'targetEncode, robustScale',
      because: `${levels} levels: each by its mean target, cross-fitted`,
      step: scaledBeside(name, 'target', targetEncode()),
      width: parts,
      tier: 0,
    },
    {
      columns,
      does: 'frequencyEncode, robustScale',
      because: `${levels} levels: how often each occurs`,
      step: scaledBeside(name, 'count', frequencyEncode({ as: 'log' })),
      width: 1,
      tier: 1,
    },
    ...(levels > mostBeside
      ? []
      : [
          {
            columns,
            does: 'oneHot',
            because: `${levels} levels: the frequent ones by themselves`,
            step: onColumns(named(name), oneHot({ rareBelow, missing })),
            width: levels + 1,
            tier: 2,
          },
        ]),
  ];
}

/** `<name>_<ending>`, scaled; the column itself goes. */
export function scaledBeside(name: string, ending: string, step: Parameters<typeof beside>[1]): Transformer {
  const encoded = onColumns(named(name), beside(ending, step));
  return pipeline(encoded, onColumns(numeric(), robustScale({ smoothClip: true })));
}
