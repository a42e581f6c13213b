import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import type { CompetitionHome } from '../src/run/home.ts';

const index = (name: string) => JSON.stringify(new URL(`../../${name}/src/index.ts`, import.meta.url).href);

/** What a tiny competition is made of beside its defaults: text of the module and of the files. */
export interface TinyOptions {
  /** Entries of `defineCompetition` that replace the usual ones, as source text. */
  readonly parts?: Readonly<Record<string, string>>;
  /** Source text before the competition. */
  readonly before?: string;
  /** The whole module, instead of the usual one. */
  readonly module?: string;
  /** Milliseconds that each of a fold's three epochs takes; default 0. */
  readonly delay?: number;
  /** Files of the data folder that replace the usual ones; null: not there. */
  readonly files?: Readonly<Record<string, string | null>>;
}

export const trainRows = 40;
export const testRows = 9;

/** 40 rows whose label follows `x`, with a missing cell now and then; written out so that a change of the generators moves nothing. */
function rows(from: number, count: number, labelled: boolean): string {
  return Array.from({ length: count }, (_, i) => {
    const n = from + i;
    const x = ((n * 37) % 41) - 20;
    const cells = [`r${String(n).padStart(3, '0')}`, n % 11 === 3 ? '' : String(x), ['a', 'b', 'c'][n % 3]];
    return [...cells, ...(labelled ? [x + (n % 5) - 2 > 0 ? 'yes' : 'no'] : [])].join(',');
  }).join('\n');
}

export const files: Readonly<Record<string, string>> = {
  'train.csv': `id,x,c,label\n${rows(1, trainRows, true)}\n`,
  'test.csv': `id,x,c\n${rows(101, testRows, false)}\n`,
  // Not in the order of the test file: a join by position would show.
  'sample_submission.csv': `id,label\n${Array.from({ length: testRows }, (_, i) => `r${101 + ((i * 4) % testRows)},no`).join('\n')}\n`,
};

const usual: Readonly<Record<string, string>> = {
  name: `'tiny'`,
  schema: `schema`,
  source: `kaggleFolder()`,
  task: `binary({ positive: 'yes', negative: 'no' })`,
  metric: `accuracy()`,
  splitter: `stratifiedKFold({ folds: 3 })`,
  features: `pipeline(onColumns(numeric(), impute('median'), standardScale()), onColumns(categorical(), oneHot()))`,
  models: `{ constant: constant(), guess: guess({ shift: 0, fails: false }) }`,
  sweeps: `[search]`,
};

/** A model that guesses by its random numbers alone, takes a moment, and fails where it is told to. */
const guess = (delay: number) => `
function guess({ shift, fails }) {
  return {
    spec: { kind: 'guess', shift, fails },
    async fit(train, context) {
      for (let epoch = 1; epoch <= 3; epoch++) {
        await new Promise((resolve) => setTimeout(resolve, ${delay}));
        context.signal?.throwIfAborted();
        context.report?.(epoch, context.rng.split('epoch ' + epoch).uniform());
      }
      if (fails === true) throw new Error('told to fail');
      const weight = (context.rng.split('weight').uniform() - 0.3) * (1 + shift);
      return {
        weights: { weight: { shape: [1], data: Float64Array.of(weight) } },
        epochs: 2,
        predict: ({ shape, data }) => ({
          shape: [shape[0], 1],
          data: Float64Array.from({ length: shape[0] }, (_, i) => {
            const p = 0.5 + weight * data[i * shape[1]] * 0.2;
            return fails === 'nan' ? NaN : Math.min(1, Math.max(0, p));
          }),
        }),
      };
    },
  };
}
const search = defineSweep({
  name: 'search',
  space: { shift: float(0, 1), other: choice('one', 'two'), fails: choice(false) },
  trials: 6,
  lag: 3,
  model: (p) => guess(p),
});
`;

function moduleText({ parts = {}, before = '', delay = 0, module }: TinyOptions): string {
  if (module !== undefined) return module;
  const entries = Object.entries({ ...usual, ...parts }).map(([name, text]) => `  ${name}: ${text},`);
  return `
import { accuracy, activation, adam, dense, logLoss, mae, meanColumnwise, quadraticWeightedKappa, rmse, rmsle, rocAuc } from ${index('core')};
import * as data from ${index('data')};
import * as experiments from ${index('experiments')};
const { autoSampler, average, binary, choice, constant, defineCompetition, defineSweep, float, gpSampler, gridSampler, linearModel, multiclass, neuralNetwork, randomSampler, regression, sobolSampler, tpeSampler } = experiments;
const { categorical, category, defineSchema, holdOut, id, impute, kaggleFolder, kFold, number, numeric, onColumns, oneHot, pipeline, standardScale, stratifiedKFold, target, targetEncode, timeSeriesSplit } = data;
const schema = defineSchema({ id: id(), x: number(), c: category(), label: target() });
${guess(delay)}
${before}
export default defineCompetition({
${entries.join('\n')}
});
`;
}

/** A folder with a competition of 40 rows; removed after the test. */
export function tinyCompetition(options: TinyOptions = {}): CompetitionHome {
  const directory = mkdtempSync(join(tmpdir(), 'foldwise-tiny-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const dataDirectory = join(directory, 'data');
  mkdirSync(dataDirectory);
  for (const [name, text] of Object.entries({ ...files, ...options.files })) {
    if (text !== null) writeFileSync(join(dataDirectory, name), text);
  }
  const module = join(directory, 'competition.ts');
  writeFileSync(module, moduleText(options));
  return { slug: 'tiny', module: pathToFileURL(module).href, directory, dataDirectory };
}
