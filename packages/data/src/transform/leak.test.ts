import { and, not } from '../select/combine.ts';
import { named } from '../select/named.ts';
import { categorical, numeric, texts } from '../select/of-kind.ts';
import { category, defineSchema, id, number, text } from '../table/schema.ts';
import { describeTransformer } from '../testing/describe-transformer.ts';
import { clipOutliers } from './column/clip-outliers.ts';
import { frequencyEncode } from './column/frequency-encode.ts';
import { impute } from './column/impute.ts';
import { log1pScale } from './column/log1p-scale.ts';
import { minMaxScale } from './column/min-max-scale.ts';
import { missingIndicator } from './column/missing-indicator.ts';
import { oneHot } from './column/one-hot.ts';
import { ordinal } from './column/ordinal.ts';
import { quantileNormal } from './column/quantile-normal.ts';
import { robustScale } from './column/robust-scale.ts';
import { standardScale } from './column/standard-scale.ts';
import { derive } from './derive.ts';
import { drop } from './drop.ts';
import { onColumns } from './on-columns.ts';
import { pipeline } from './pipeline.ts';

const schema = defineSchema({
  Id: id(),
  Age: number(),
  Fare: number(),
  Colour: category(),
  Team: category(),
  Note: text(),
});

// Every step in one pipeline, each with what it learns from: the values and labels of validation rows must not reach any of them.
describeTransformer(
  pipeline(
    derive(schema, {
      Words: (row) => row.Note?.split(' ').length ?? null,
      Half: (row) => row.Team?.slice(0, 6) ?? null,
    }),
    onColumns(texts(), frequencyEncode()),
    onColumns(named('Age'), missingIndicator(), impute('mean')),
    onColumns(named('Fare'), log1pScale(), clipOutliers({ lower: 0.05, upper: 0.95 }), minMaxScale()),
    onColumns(named('Note'), quantileNormal()),
    onColumns(and(numeric(), not(named('Fare'))), impute('median', { indicator: true }), standardScale()),
    onColumns(named('Team'), ordinal()),
    onColumns(named('Colour'), impute('most-frequent'), oneHot({ rareBelow: 3 })),
    onColumns(categorical(), oneHot({ maxLevels: 4, unknown: 'other' }), robustScale({ smoothClip: true })),
    drop('Id'),
  ),
);
