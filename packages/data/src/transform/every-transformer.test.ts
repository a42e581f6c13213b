import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { named } from '../select/named.ts';
import { categorical, numeric, texts } from '../select/of-kind.ts';
import * as data from '../index.ts';
import { categoryColumn, float64Of } from '../table/column.ts';
import { Table } from '../table/table.ts';
import { describeTransformer } from '../testing/describe-transformer.ts';
import { sampleLabels } from '../testing/sample-labels.ts';
import { sampleTable } from '../testing/sample-table.ts';
import { derive } from './derive.ts';
import { onColumns } from './on-columns.ts';
import type { ColumnTransformer, Transformer } from './transformer.ts';

const numbers = (step: ColumnTransformer): Transformer => onColumns(numeric(), step);
const strings = (step: ColumnTransformer): Transformer => onColumns(categorical(), step);
vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);

/** Every transformer that the package exports, by its name: whoever exports one adds it here. */
const every: Readonly<Record<string, Transformer>> = {
  arithmeticPairs: data.arithmeticPairs(numeric()),
  asCategory: numbers(data.asCategory()),
  beside: strings(data.beside('mean', data.targetEncode())),
  binned: numbers(data.binned()),
  boxCox: numbers(data.boxCox()),
  clipOutliers: numbers(data.clipOutliers()),
  clipTo: numbers(data.clipTo(0, 30)),
  countMissing: data.countMissing(numeric()),
  crossCategories: data.crossCategories(categorical(), { mostCombinations: 1 }),
  dateParts: data.dateParts(named('Day')),
  derive: derive(data.defineSchema({ Age: data.number() }), { Old: ({ Age }) => (Age ?? 0) > 40 }),
  digits: numbers(data.digits()),
  drop: data.drop('Team'),
  elapsedSince: data.elapsedSince(named('Day')),
  frequencyEncode: strings(data.frequencyEncode()),
  geoDistance: data.geoDistance({ from: ['Age', 'Fare'], to: ['Fare', 'Age'], name: 'Kilometres' }),
  groupAggregates: data.groupAggregates({ by: categorical(), of: numeric() }),
  hashEncode: strings(data.hashEncode()),
  hashText: data.hashText(texts()),
  impute: numbers(data.impute('median', { indicator: true })),
  imputeByGroup: data.imputeByGroup(named('Age'), { by: 'Colour' }),
  keep: data.keep('Age', 'Team'),
  lags: data.lags(named('Fare'), { time: 'Day', by: ['Team'] }),
  leaveOneOut: strings(data.leaveOneOut()),
  log1pScale: numbers(data.log1pScale()),
  minMaxScale: numbers(data.minMaxScale()),
  missingIndicator: numbers(data.missingIndicator()),
  missingPattern: data.missingPattern(numeric()),
  onColumns: onColumns(categorical(), data.impute('most-frequent'), data.targetEncode()),
  oneHot: strings(data.oneHot({ rareBelow: 3 })),
  orderedTarget: strings(data.orderedTarget()),
  ordinal: strings(data.ordinal()),
  piecewiseLinear: numbers(data.piecewiseLinear()),
  pipeline: data.pipeline(data.crossCategories(categorical()), strings(data.targetEncode())),
  quantileNormal: numbers(data.quantileNormal()),
  quantileUniform: numbers(data.quantileUniform()),
  rankGauss: numbers(data.rankGauss()),
  robustScale: numbers(data.robustScale()),
  rollingFeatures: data.rollingFeatures(named('Fare'), { time: 'Day', by: ['Team'] }),
  roundTo: numbers(data.roundTo(0)),
  smoothClip: numbers(data.smoothClip()),
  splitText: data.splitText(texts(), { by: ' ', pieces: 3 }),
  sqrtScale: numbers(data.sqrtScale()),
  standardScale: numbers(data.standardScale()),
  targetEncode: strings(data.targetEncode()),
  textComponents: data.textComponents(texts(), { components: 2 }),
  textCounts: data.textCounts(texts()),
  tfIdf: data.tfIdf(texts()),
  uniqueWithin: data.uniqueWithin({ by: categorical(), of: numeric() }),
  weightOfEvidence: strings(data.weightOfEvidence()),
  yeoJohnson: numbers(data.yeoJohnson()),
};

// What the folder exports that is no transformer.
const others = ['addingStep', 'fitTransform', 'numberStep', 'vectorize'];

test('every transformer that is exported is in the list', () => {
  const index = readFileSync(new URL('../index.ts', import.meta.url), 'utf8');
  const lines = index.matchAll(/export \{([^}]+)\} from '\.\/transform\//g);
  const names = [...lines].flatMap(([, list]) =>
    list!
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && !others.includes(name)),
  );
  expect(names.length).toBeGreaterThan(35);
  expect(Object.keys(every).toSorted()).toStrictEqual(names.toSorted());
});

// Box-Cox takes what is above 0, so the numbers of its table are.
const plain = sampleTable();
const sample = plain.with(
  categoryColumn(
    'Day',
    Array.from({ length: plain.length }, (_, row) => `2024-0${1 + Math.floor(row / 28)}-${10 + (row % 18)}`),
  ),
);
const positive = new Table(
  sample.columns.map((column) =>
    column.kind === 'number'
      ? { ...column, values: float64Of(column.values).map((value) => Math.abs(value) + 0.1) }
      : column,
  ),
);

for (const [name, transformer] of Object.entries(every)) {
  const table = name === 'boxCox' ? positive : sample;
  const kinds = name === 'weightOfEvidence' ? (['two classes'] as const) : (['number', 'classes'] as const);
  for (const kind of kinds)
    describeTransformer(transformer, { table, target: sampleLabels(kind, table.length) });
}
