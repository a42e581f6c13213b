import type { Regression } from '../competition/task.ts';
import type { Guess } from './guess.ts';
import { renderFeatures } from './render-features.ts';
import { renderNetwork, renderSweep } from './render-network.ts';
import { renderReadme } from './render-readme.ts';
import { renderSchema } from './render-schema.ts';
import { importLine, list, literal } from './source-text.ts';

/** A text file of a competition's folder. */
export interface RenderedFile {
  /** Relative to the folder, with slashes. */
  readonly path: string;
  readonly text: string;
}

/**
 * The files of a competition that runs as it is: `competition.ts`, `schema.ts`, `sweeps/mlp.ts`, `README.md` and `.gitignore`.
 *
 * @example
 * const guess = await inferCompetition('downloads/titanic', { slug: 'titanic' });
 * for (const { path, text } of renderCompetition(guess)) await writeFile(join('competitions/titanic', path), text);
 */
export function renderCompetition(guess: Guess): readonly RenderedFile[] {
  return [
    { path: 'competition.ts', text: renderDefinition(guess) },
    { path: 'schema.ts', text: renderSchema(guess) },
    { path: 'sweeps/mlp.ts', text: renderSweep(guess) },
    { path: 'README.md', text: renderReadme(guess) },
    { path: '.gitignore', text: 'data/\nruns/\nsubmissions/\n' },
  ];
}

function renderDefinition(guess: Guess): string {
  const { slug, task, training, metric } = guess;
  const features = renderFeatures(guess);
  const splitter = training.stratified ? 'stratifiedKFold' : 'kFold';
  const several = guess.targets.length > 1;
  const core = [
    ...(several ? ['meanColumnwise'] : []),
    metric,
    'activation',
    'adamW',
    'dense',
    'dropout',
    ...features.fromCore,
  ];
  return `${importLine(core, '@foldwise/core')}${importLine(['kaggleFolder', splitter, ...features.fromData], '@foldwise/data')}${importLine(['defineCompetition', 'neuralNetwork', task.kind], '@foldwise/experiments')}import { schema } from './schema.ts';
import { mlp } from './sweeps/mlp.ts';

export default defineCompetition({
  name: ${literal(slug)},
  schema,
  source: kaggleFolder(${guess.idsByRowNumber ? "{ ids: 'row-number' }" : ''}),
  task: ${taskText(guess)},
  metric: ${several ? `meanColumnwise(${metric}())` : `${metric}()`},
  splitter: ${splitter}({ folds: ${training.folds} }),
  features: ${features.text},
  models: {
    mlp: ${renderNetwork(guess)},
  },
  sweeps: [mlp],
});
`;
}

function regressionText({ targets, scale = 'linear' }: Regression): string {
  const scales = typeof scale === 'string' ? literal(scale) : `[${scale.map(literal).join(', ')}]`;
  const options = [
    ...(targets === undefined ? [] : [`targets: [${targets.map(literal).join(', ')}]`]),
    ...(scale === 'linear' ? [] : [`scale: ${scales}`]),
  ];
  if (options.length === 0) return 'regression()';
  return list(options, { open: 'regression({', close: '})', indent: '  ', before: '  task: ,'.length });
}

function taskText({ task }: Guess): string {
  switch (task.kind) {
    case 'regression':
      return regressionText(task);
    case 'binary':
      return `binary({ positive: ${literal(task.positive)}, negative: ${literal(task.negative)} })`;
    case 'multiclass':
      return list(task.classes.map(literal), {
        open: 'multiclass([',
        close: '])',
        indent: '  ',
        before: '  task: ,'.length,
      });
    default:
      return task satisfies never;
  }
}
