import type { ColumnGuess, Guess } from './guess.ts';
import { literal, member, property } from './source-text.ts';

/** The text of `features: pipeline(…)` and the names it needs. */
export interface FeaturesText {
  readonly text: string;
  readonly fromData: readonly string[];
  readonly fromCore: readonly string[];
}

/** More logarithms than this would make a page of them. */
const mostLogarithms = 30;
/** Levels of fewer rows than this share a column. */
const rareBelow = 5;

/** `autoFeatures()`, or the pipeline: derived columns, numbers filled and scaled, categories one-hot. */
export function renderFeatures({ columns, features }: Guess): FeaturesText {
  if (features === 'auto') return { text: 'autoFeatures()', fromData: ['autoFeatures'], fromCore: [] };
  const derived = [...partLines(columns), ...logarithmLines(columns)];
  const numbers = columns.some(({ use }) => use === 'number');
  const categories = columns.some(({ use, parts }) => use === 'category' || parts !== undefined);
  const steps = [
    ...(derived.length > 0 ? [`    derive(schema, {\n${derived.join('')}    }),\n`] : []),
    ...(numbers
      ? [
          "    onColumns(numeric(), impute('median', { indicator: true }), robustScale({ smoothClip: true })),\n",
        ]
      : []),
    ...(categories ? [`    onColumns(categorical(), oneHot({ rareBelow: ${rareBelow} })),\n`] : []),
  ];
  return {
    text: `pipeline(\n${steps.join('')}  )`,
    fromData: [
      'pipeline',
      'onColumns',
      ...(derived.length > 0 ? ['derive'] : []),
      ...(numbers ? ['numeric', 'impute', 'robustScale'] : []),
      ...(categories ? ['categorical', 'oneHot'] : []),
    ],
    fromCore: logarithmLines(columns).length > 0 ? ['log1p'] : [],
  };
}

function logarithmLines(columns: readonly ColumnGuess[]): readonly string[] {
  const skewed = columns.filter(({ logarithm }) => logarithm === true);
  if (skewed.length > mostLogarithms) return [];
  return skewed.map(({ name }) => {
    const cell = member('row', name);
    return `      ${property(newName(`log ${name}`, columns))}: (row) => (${cell} === null ? null : log1p(${cell})),\n`;
  });
}

function partLines(columns: readonly ColumnGuess[]): readonly string[] {
  return columns.flatMap(({ name, parts }) =>
    (parts?.kept ?? []).map((part) => {
      const value = `${member('row', name)}?.split(${literal(parts!.separator)})[${part}]`;
      return `      ${property(newName(`${name} part ${part + 1}`, columns))}: (row) => ${value} ?? null,\n`;
    }),
  );
}

/** A name for a derived column that no column of the files has. */
function newName(wanted: string, columns: readonly ColumnGuess[]): string {
  return columns.some(({ name }) => name === wanted) ? newName(`${wanted}'`, columns) : wanted;
}
