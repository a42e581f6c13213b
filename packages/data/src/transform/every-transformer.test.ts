import { readFileSync } from 'node:fs';
import { afterAll, expect, test, vi } from 'vitest';
import { named } from '../select/named.ts';
import { categorical, numeric, texts } from '../select/of-kind.ts';
import * as data from '../index.ts';
import { categoryColumn, float64Of } from '../table/column.ts';
import { Table } from '../table/table.ts';
import { describeTransformer } from '../testing/describe-transformer.ts';
import { sampleLabels } from '../testing/sample-labels.ts';
import type { LabelKind } from '../testing/sample-labels.ts';
import { sampleTable } from '../testing/sample-table.ts';
import { derive } from './derive.ts';
import { onColumns } from './on-columns.ts';
import type { ColumnTransformer, Transformer } from './transformer.ts';

const numbers = (step: ColumnTransformer): Transformer => onColumns(numeric(), step);
const strings = (step: ColumnTransformer): Transformer => onColumns(categorical(), step);
const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
afterAll(() => warned.mockRestore());

/** Every transformer that the package exports, by its name: whoever exports one adds it here. */
const every: Readonly<Record<string, Transformer>> = {
  arithmeticPairs: data.arithmeticPairs(numeric()),
  asCategory: numbers(data.asCategory()),
  autoFeatures: data.autoFeatures({ bins: 4 }),
  beside: strings(data.beside('mean', data.targetEncode())),
  binned: numbers(data.binned()),
  boxCox: numbers(data.boxCox()),
  classDistances: data.classDistances(numeric()),
  clipOutliers: numbers(data.clipOutliers()),
  clipTo: numbers(data.clipTo(0, 30)),
  countMissing: data.countMissing(numeric()),
  crossCategories: data.crossCategories(categorical(), { mostCombinations: 1 }),
  cyclic: numbers(data.cyclic({ period: 24 })),
  dateParts: data.dateParts(named('Day')),
  derive: derive(data.defineSchema({ Age: data.number() }), { Old: ({ Age }) => (Age ?? 0) > 40 }),
  digits: numbers(data.digits()),
  drop: data.drop('Team'),
  dropConstantColumns: data.dropConstantColumns(categorical(), { share: 0.6 }),
  dropCorrelatedColumns: data.dropCorrelatedColumns(numeric(), { most: 0.05, keep: 'related' }),
  dropDuplicateColumns: data.dropDuplicateColumns(),
  elapsedSince: data.elapsedSince(named('Day')),
  exponentialMeans: data.exponentialMeans(named('Fare'), { time: 'Day', by: 'Team' }),
  frequencyEncode: strings(data.frequencyEncode()),
  geoBearing: data.geoBearing({ from: ['Age', 'Fare'], to: ['Fare', 'Age'], name: 'Degrees' }),
  geoClusters: data.geoClusters({ at: ['Age', 'Fare'], clusters: 3 }),
  geoDistance: data.geoDistance({ from: ['Age', 'Fare'], to: ['Fare', 'Age'], name: 'Kilometres' }),
  geoGrid: data.geoGrid({ at: ['Age', 'Fare'], side: 10 }),
  geoHash: data.geoHash({ at: ['Age', 'Fare'] }),
  geoManhattan: data.geoManhattan({ from: ['Age', 'Fare'], to: ['Fare', 'Age'], name: 'Blocks' }),
  geoRotation: data.geoRotation({ at: ['Age', 'Fare'] }),
  groupAggregates: data.groupAggregates({ by: categorical(), of: numeric() }),
  groupHistogram: data.groupHistogram({ by: categorical(), of: numeric() }),
  hashEncode: strings(data.hashEncode()),
  hashText: data.hashText(texts()),
  holidays: data.holidays(named('Day'), { dates: ['2024-01-15', '2024-02-20'] }),
  impute: numbers(data.impute('median', { indicator: true })),
  imputeIteratively: data.imputeIteratively(numeric()),
  imputeByGroup: data.imputeByGroup(named('Age'), { by: 'Colour' }),
  joinText: data.joinText(categorical()),
  kMeansDistances: data.kMeansDistances(numeric(), { clusters: 4 }),
  keep: data.keep('Age', 'Team'),
  lags: data.lags(named('Fare'), { time: 'Day', by: ['Team'] }),
  leaveOneOut: strings(data.leaveOneOut()),
  log1pScale: numbers(data.log1pScale()),
  minMaxScale: numbers(data.minMaxScale()),
  missingIndicator: numbers(data.missingIndicator()),
  missingPattern: data.missingPattern(numeric()),
  onColumns: onColumns(categorical(), data.impute('most-frequent'), data.targetEncode()),
  modulo: numbers(data.modulo(10)),
  neighbourDistances: data.neighbourDistances(numeric()),
  neighbourTargets: data.neighbourTargets(numeric(), { neighbours: [3, 7] }),
  oneHot: strings(data.oneHot({ rareBelow: 3 })),
  orderedTarget: strings(data.orderedTarget()),
  ordinal: strings(data.ordinal()),
  piecewiseLinear: numbers(data.piecewiseLinear()),
  pipeline: data.pipeline(data.crossCategories(categorical()), strings(data.targetEncode())),
  principalComponents: data.principalComponents(numeric()),
  quantileNormal: numbers(data.quantileNormal()),
  quantileUniform: numbers(data.quantileUniform()),
  rankGauss: numbers(data.rankGauss()),
  robustScale: numbers(data.robustScale()),
  rollingFeatures: data.rollingFeatures(named('Fare'), { time: 'Day', by: ['Team'] }),
  roundTo: numbers(data.roundTo(0)),
  signOf: numbers(data.signOf()),
  smoothClip: numbers(data.smoothClip()),
  splitText: data.splitText(texts(), { by: ' ', pieces: 3 }),
  sqrtScale: numbers(data.sqrtScale()),
  standardScale: numbers(data.standardScale()),
  targetEncode: strings(data.targetEncode()),
  termEvidence: data.termEvidence(texts()),
  termTarget: data.termTarget(texts()),
  textRidge: data.textRidge(texts()),
  textComponents: data.textComponents(texts(), { components: 2 }),
  textCounts: data.textCounts(texts()),
  tfIdf: data.tfIdf(texts()),
  uniqueWithin: data.uniqueWithin({ by: categorical(), of: numeric() }),
  weightOfEvidence: strings(data.weightOfEvidence()),
  yeoJohnson: numbers(data.yeoJohnson()),
  zeroFlag: numbers(data.zeroFlag()),
};

/** The targets of those that do not learn from any. */
const targetsOf: Readonly<Record<string, readonly LabelKind[]>> = {
  classDistances: ['two classes', 'classes'],
  termEvidence: ['two classes', 'classes'],
  weightOfEvidence: ['two classes'],
};

// What the folder exports that is no transformer.
const others = ['addingStep', 'fitTransform', 'numberStep', 'symmetricEigen', 'vectorize'];

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

// The same under the option that makes it learn from the target.
describeTransformer(numbers(data.piecewiseLinear({ by: 'target', leastRows: 5 })), {
  table: sample,
  target: sampleLabels('classes', sample.length),
});

for (const [name, transformer] of Object.entries(every)) {
  const table = name === 'boxCox' ? positive : sample;
  const kinds = targetsOf[name] ?? ['number', 'classes'];
  for (const kind of kinds)
    describeTransformer(transformer, { table, target: sampleLabels(kind, table.length) });
}
