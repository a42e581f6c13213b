import { readFileSync } from 'node:fs';
import { rng } from '@foldwise/core/base';
import { describe, expect, test } from 'vitest';
import { named } from '../../select/named.ts';
import { numeric } from '../../select/of-kind.ts';
import { categoryColumn, numberColumn } from '../../table/column.ts';
import { Table } from '../../table/table.ts';
import { fitTransform } from '../fit-transform.ts';
import type { Transformer } from '../transformer.ts';
import { classDistances } from './class-distances.ts';
import { kMeansDistances } from './k-means-distances.ts';
import { kMeans, lloyd } from './k-means.ts';
import { neighbourDistances } from './neighbour-distances.ts';
import { neighbourSearch } from './neighbour-search.ts';
import { neighbourTargets } from './neighbour-targets.ts';
import type { Points } from './points-of.ts';
import { principalComponents } from './principal-components.ts';
import type { PrincipalComponentsOptions } from './principal-components.ts';
import { squaredDistance } from './squared-distance.ts';

type Matrix = readonly (readonly number[])[];
interface Clustered {
  readonly start: Matrix;
  readonly centres: Matrix;
  readonly of: readonly number[];
  readonly inertia: number;
}
// Made by ../fixtures/record-points.py with scikit-learn.
const recorded: {
  readonly rows: Matrix;
  readonly fresh: Matrix;
  readonly y: readonly number[];
  readonly classes: readonly string[];
  readonly components: Readonly<Record<string, { readonly train: Matrix; readonly fresh: Matrix }>>;
  readonly clusters: Readonly<Record<string, Clustered>>;
  readonly neighbours: { readonly others: Matrix; readonly fresh: Matrix };
  readonly means: Readonly<
    Record<string, { readonly fresh: readonly number[]; readonly crossed: readonly number[] }>
  >;
  readonly 'shares 5': Matrix;
  readonly 'class distances 4': Matrix;
} = JSON.parse(readFileSync(new URL('../fixtures/points.json', import.meta.url), 'utf8'));

function tableOf(rows: Matrix): Table {
  return new Table(
    rows[0]!.map((_, i) =>
      numberColumn(
        `x${i}`,
        rows.map((row) => row[i]!),
      ),
    ),
  );
}

function pointsFrom(rows: Matrix): Points {
  return { count: rows.length, width: rows[0]!.length, data: Float64Array.from(rows.flat()) };
}

/** The rows of what was added to a table of six columns. */
function added(table: Table): Matrix {
  const columns = table.columns.slice(6).map((column) => (column.kind === 'number' ? column.values : []));
  return Array.from({ length: table.length }, (_, row) => columns.map((values) => values[row]!));
}

function expectClose(got: Matrix, want: Matrix): void {
  expect(got.map((row) => row.length)).toStrictEqual(want.map((row) => row.length));
  const most = Math.max(...want.flat().map(Math.abs), 1);
  const worst = got.flatMap((row, i) => row.map((value, j) => Math.abs(value - want[i]![j]!)));
  expect(Math.max(...worst.map((value) => (Number.isNaN(value) ? Infinity : value)))).toBeLessThanOrEqual(
    1e-9 * most,
  );
}

const [train, fresh] = [tableOf(recorded.rows), tableOf(recorded.fresh)];
const target = numberColumn('y', recorded.y);
const classes = categoryColumn('class', recorded.classes);
const column = (values: readonly number[]): Matrix => values.map((value) => [value]);

function features(step: Transformer, of?: typeof target | typeof classes): readonly [Matrix, Matrix] {
  const [rows, fitted] = fitTransform(step, train, of);
  return [added(rows), added(fitted.transform(fresh))];
}

describe('principal components', () => {
  test.for<readonly [string, PrincipalComponentsOptions]>([
    ['3', { components: 3 }],
    ['whitened 4', { components: 4, whiten: true }],
    ['0.9 of the variance', { variance: 0.9 }],
    ['not centred 3', { components: 3, centre: false }],
  ])('are those of scikit-learn: %s', ([name, options]) => {
    const [ofTrain, ofFresh] = features(principalComponents(numeric(), options));
    expectClose(ofTrain, recorded.components[name]!.train);
    expectClose(ofFresh, recorded.components[name]!.fresh);
  });

  test('of no variance are zeros, whitened too', () => {
    const flat = new Table([numberColumn('a', [1, 2, 3]), numberColumn('b', [2, 4, 6])]);
    const made = principalComponents(numeric(), { components: 2, whiten: true }).fit(flat).transform(flat);
    expect(made.names).toStrictEqual(['a', 'b', 'component_1', 'component_2']);
    expect(made.column('component_2')).toStrictEqual(numberColumn('component_2', [0, 0, 0]));
    expect(made.column('component_1')).toMatchObject({ values: { 0: expect.closeTo(-1, 12) } });
  });
});

describe('k-means', () => {
  test.for(['of rows', 'with empty ones'])('comes to the centres of scikit-learn: %s', (name) => {
    const { start, centres, of, inertia } = recorded.clusters[name]!;
    const found = lloyd(pointsFrom(recorded.rows), pointsFrom(start), 300);
    expectClose([[...found.centres.data]], [centres.flat()]);
    expect([...found.of]).toStrictEqual(of);
    expect(found.inertia / inertia).toBeCloseTo(1, 12);
  });

  test('takes the best of its starts, the same for the same seed', () => {
    const points = pointsFrom(recorded.rows);
    const inertias = Array.from({ length: 8 }, (_, i) => kMeans(points, 5, i + 1, 300, rng(1)).inertia);
    expect(inertias.toSorted((a, b) => b - a)).toStrictEqual(inertias);
    expect(inertias.at(-1)).toBeLessThan(inertias[0]!);
    expect(kMeans(points, 5, 8, 300, rng(1)).inertia).toBe(inertias.at(-1));
  });

  test('draws first centres that lie apart', () => {
    // Four heaps far from each other: k-means++ takes one point of each, whatever the seed.
    const heaps = Array.from({ length: 40 }, (_, row) => [1e4 * (row % 4), row / 40]);
    for (let seed = 0; seed < 20; seed++) {
      const { centres, inertia } = kMeans(pointsFrom(heaps), 4, 1, 300, rng(seed));
      const firsts = Array.from(centres.data.filter((_, i) => i % 2 === 0)).map((x) => Math.round(x));
      expect(firsts.toSorted((a, b) => a - b)).toStrictEqual([0, 1e4, 2e4, 3e4]);
      expect(inertia).toBeLessThan(10);
    }
  });

  test('has as many centres as asked for, where rows are the same too', () => {
    const same = new Table([numberColumn('x', [1, 1, 1, 5])]);
    const made = kMeansDistances(numeric(), { clusters: 3 }).fit(same).transform(same);
    const nearest = [0, 1, 2, 3].map((row) =>
      Math.min(...made.columns.slice(1).map((distance) => Object(distance).values[row])),
    );
    expect(made.names).toStrictEqual(['x', 'cluster_1_distance', 'cluster_2_distance', 'cluster_3_distance']);
    expect(nearest).toStrictEqual([0, 0, 0, 0]);
  });
});

describe('neighbours', () => {
  test('are as far as in scikit-learn, a training row not counting as its own', () => {
    const [ofTrain, ofFresh] = features(neighbourDistances(numeric(), { neighbours: [1, 2, 3, 4, 5, 6, 7] }));
    expectClose(ofTrain, recorded.neighbours.others);
    expectClose(ofFresh, recorded.neighbours.fresh);
    // Rows 10 and 20 are the same.
    expect(ofTrain[20]![0]).toBe(0);
  });

  test.for([
    ['uniform 3', { neighbours: [3] }],
    ['distance 7', { neighbours: [7], weights: 'distance' }],
  ] as const)('have the mean target that scikit-learn predicts: %s', ([name, options]) => {
    const [ofTrain, ofFresh] = features(neighbourTargets(numeric(), { ...options, shuffle: false }), target);
    expectClose(ofTrain, column(recorded.means[name]!.crossed));
    expectClose(ofFresh, column(recorded.means[name]!.fresh));
  });

  test('have the shares of classes that scikit-learn predicts', () => {
    const step = neighbourTargets(numeric(), { neighbours: [5] });
    const fitted = step.fit(train, classes).transform(fresh);
    expect(fitted.names.slice(6)).toStrictEqual(['near_target_5_a', 'near_target_5_b', 'near_target_5_c']);
    expectClose(added(fitted), recorded['shares 5']);
  });

  test('of each class are as far as in scikit-learn', () => {
    const fitted = classDistances(numeric(), { neighbours: [4] })
      .fit(train, classes)
      .transform(fresh);
    const want = recorded.fresh.map((_, row) => recorded['class distances 4'].map((of) => of[row]!));
    expectClose(added(fitted), want);
  });

  test('are those of comparing every pair, of equally near ones the first', () => {
    const random = rng(4);
    // Few different numbers, so that many are equally far; widths and counts that fill no block.
    for (const [count, width] of [
      [1, 1],
      [5, 2],
      [301, 3],
      [150, 19],
      [900, 2],
    ] as const) {
      const draw = (rows: number): Points => ({
        count: rows,
        width,
        data: Float64Array.from({ length: rows * width }, () => random.below(4) / 10),
      });
      const [points, queries] = [draw(count), draw(70)];
      for (const others of [false, true]) {
        const asked = others ? points : queries;
        const { each, of, distances } = neighbourSearch(points)(asked, 6, others);
        expect(each).toBe(Math.min(6, others ? count - 1 : count));
        for (let query = 0; query < asked.count; query++) {
          const want = Array.from({ length: count }, (_, point) => point)
            .filter((point) => !others || point !== query)
            .map((point) => ({ point, square: squaredDistance(asked, query, points, point) }))
            .toSorted((a, b) => a.square - b.square || a.point - b.point)
            .slice(0, each);
          expect([...of.subarray(query * each, (query + 1) * each)]).toStrictEqual(
            want.map(({ point }) => point),
          );
          expect([...distances.subarray(query * each, (query + 1) * each)]).toStrictEqual(
            want.map(({ square }) => Math.sqrt(square)),
          );
        }
      }
    }
  });

  test('far from zero and near each other are told apart', () => {
    const far = pointsFrom([[1e9], [1e9 + 3], [1e9 + 1], [-1e9]]);
    const { of } = neighbourSearch(far)(pointsFrom([[1e9 + 2.25]]), 2);
    expect([...of]).toStrictEqual([1, 2]);
  });

  test('where there are fewer, all of them count', () => {
    const few = new Table([numberColumn('x', [0, 1, 3])]);
    const y = numberColumn('y', [3, 6, 9]);
    const [rows] = fitTransform(neighbourDistances(numeric(), { neighbours: [1, 9] }), few);
    expect(rows.column('near_distance_9')).toStrictEqual(numberColumn('near_distance_9', [3, 2, 3]));
    const made = neighbourTargets(numeric(), { neighbours: [9] })
      .fit(few, y)
      .transform(few);
    expect(made.column('near_target_9')).toStrictEqual(numberColumn('near_target_9', [6, 6, 6]));
  });
});

test('rows with a missing or infinite cell are not learned from, and come out missing', () => {
  const holes = new Table([numberColumn('x', [0, 1, null, 3]), numberColumn('y', [0, Infinity, 1, 4])]);
  const [rows] = fitTransform(neighbourDistances(numeric(), { neighbours: [1] }), holes);
  expect(rows.column('near_distance_1')).toStrictEqual(numberColumn('near_distance_1', [5, null, null, 5]));
  const made = principalComponents(numeric(), { components: 1 }).fit(holes).transform(holes);
  expect(made.column('component_1')).toMatchObject({ values: { 1: Number.NaN, 2: Number.NaN } });
});

test('errors say what to do', () => {
  const empty = new Table([numberColumn('x', [null, 1]), categoryColumn('c', ['a', 'b'])]);
  const message = (act: () => unknown): string => {
    try {
      act();
    } catch (error) {
      return String(error);
    }
    return '';
  };
  expect(message(() => neighbourDistances(numeric()).fit(empty))).toContain(
    'neighbourDistances: expected at least 2 training rows with a number in each of the columns, got 1 of 2',
  );
  expect(message(() => kMeansDistances(named('c')).fit(empty))).toContain(
    'expected a number column, got category "c"',
  );
  expect(message(() => kMeansDistances(numeric(), { clusters: 2 }).fit(empty))).toContain(
    'at least 2 training rows',
  );
  expect(
    message(() => principalComponents(numeric()).fit(new Table([categoryColumn('c', ['a'])]))),
  ).toContain('principalComponents: expected at least one number column, got none');
  expect(message(() => principalComponents(numeric(), { components: 2, variance: 0.5 }))).toContain(
    'got both: 2 and 0.5',
  );
  expect(message(() => principalComponents(numeric(), { variance: 1 }))).toContain(
    'expected variance to be above 0 and below 1, got 1',
  );
  expect(message(() => principalComponents(numeric(), { components: 7 }).fit(train))).toContain(
    'at most 6 components of 6 columns, got 7',
  );
  expect(message(() => neighbourTargets(numeric(), { neighbours: [0] }))).toContain(
    'expected neighbours to be a whole number',
  );
  expect(message(() => neighbourTargets(numeric(), { neighbours: [2, 2] }))).toContain(
    'expected neighbours that differ, got [2, 2]',
  );
  // @ts-expect-error: what plain JavaScript could pass.
  expect(message(() => neighbourDistances(numeric(), { neighbours: 5 }))).toContain(
    'expected neighbours to be a list of whole numbers, got 5',
  );
  expect(message(() => neighbourTargets(numeric()).fit(train))).toContain(
    'expected a target to learn from, got none',
  );
  expect(message(() => classDistances(numeric()).fit(train, target))).toContain(
    'expected a target of classes, got number "y"',
  );
  expect(message(() => kMeansDistances(numeric(), { clusters: 0 }))).toContain(
    'expected clusters to be a whole number of at least 1, got 0',
  );
});
