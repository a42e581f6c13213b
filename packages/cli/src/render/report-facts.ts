import type { Json } from '@foldwise/core';
import type { KaggleSubmission, Report } from '@foldwise/experiments';
import { classesOf } from '@foldwise/experiments';
import { count, formatDuration, formatNumber, formatScore, formatShare } from './number.ts';
import { formatParam } from './params.ts';

type Facts = readonly (readonly [label: string, text: string])[];

/** "multiclass: Adelie, Chinstrap, Gentoo" */
export function taskWords({ task }: Report): string {
  if (task.kind === 'regression') {
    const of =
      task.targets === undefined ? 'a number' : `${task.targets.length} numbers (${task.targets.join(', ')})`;
    const scales = [...new Set([task.scale ?? 'linear'].flat())];
    return `regression of ${of}${scales.includes('log1p') ? ', learned as log(1 + y)' : ''}`;
  }
  const classes = classesOf(task);
  const shown = classes.slice(0, 12).join(', ');
  return `${task.kind}: ${shown}${classes.length > 12 ? `, … (${classes.length} classes)` : ''}`;
}

/** Headline numbers, each with what it is. */
export function headline(report: Report): readonly (readonly [value: string, label: string])[] {
  const { metric, run, folds, corrected, candidates } = report;
  const [own] = folds.runs;
  const interval = own?.interval ?? null;
  const seen = run.submissions
    .flatMap(({ kaggle }) => kaggle ?? [])
    .findLast((kaggle) => kaggle.publicScore !== null);
  return [
    [formatScore(run.row.score), `${metric}, on rows that its models did not see`],
    ...(interval === null
      ? []
      : [
          [
            `${formatScore(interval[0])} to ${formatScore(interval[1])}`,
            `interval of ${Math.round(100 * folds.confidence)} % of the mean of ${count(own!.folds.length, 'fold')}, ${formatScore(own!.mean)}`,
          ] as const,
        ]),
    ...(corrected === null
      ? []
      : [
          [formatScore(corrected), `less the luck of being the best of ${count(candidates, 'run')}`] as const,
        ]),
    ...(seen === undefined ? [] : [[formatScore(seen.publicScore), publicWords(seen)] as const]),
  ];
}

function publicWords({ privateScore }: KaggleSubmission): string {
  return privateScore === null
    ? 'public score at Kaggle'
    : `public score at Kaggle; private ${formatScore(privateScore)}`;
}

/** What was searched, and how. */
export function searchFacts({ search }: Report): Facts {
  if (search === null) return [];
  const { states, sampler, pruner } = search;
  const ended = Object.entries(states).filter(([, trials]) => trials > 0);
  return [
    ['trials', ended.map(([state, trials]) => `${trials} ${state}`).join(', ')],
    ['sampler', formatParam(sampler)],
    ...(pruner === null ? [] : [['pruner', formatParam(pruner)] as const]),
  ];
}

/** A row a parameter: where it was searched, what the run has, how much it mattered. */
export function parameterRows({ search, run }: Report): readonly (readonly string[])[] {
  if (search === null) {
    return Object.entries(run.row.params).map(([name, value]) => [name, '', formatParam(value), '', '']);
  }
  const own = search.trials.trials.find((trial) => trial.run === run.row.id);
  const rows = search.trials.parameters.map((parameter, i) => {
    const importance = search.importances?.find(({ name }) => name === parameter.name);
    const value = own?.values[i] ?? null;
    const range =
      parameter.kind === 'options'
        ? parameter.options.join(', ')
        : `${formatNumber(parameter.low)} to ${formatNumber(parameter.high)}${parameter.scale === 'log' ? ', logarithmic' : ''}`;
    const taken =
      value === null ? '–' : parameter.kind === 'options' ? parameter.options[value]! : formatNumber(value);
    return {
      cells: [
        parameter.name,
        range,
        taken,
        importance === undefined ? '–' : formatShare(importance.variance, 1),
        importance === undefined ? '–' : formatShare(importance.best, 1),
      ],
      variance: importance?.variance ?? 0,
    };
  });
  return rows.toSorted((a, b) => b.variance - a.variance).map(({ cells }) => cells);
}

/** A row a fold; of what has none, no epochs and times. */
export function foldRows({ run }: Report): readonly (readonly string[])[] {
  return run.row.foldScores.map((score, fold) => {
    const details = run.folds[fold];
    return [
      String(fold + 1),
      formatScore(score),
      details?.epochs === undefined || details.epochs === null ? '–' : String(details.epochs),
      details === undefined ? '–' : formatDuration(details.seconds),
    ];
  });
}

/** What the rows are, and how they were dealt to folds: runs are comparable where these are the same. */
export function dataFacts({ run }: Report): Facts {
  const { row, study } = run;
  const splitter: Json | undefined = study['splitter'];
  return [
    ...(splitter === undefined ? [] : [['splitter', formatParam(splitter)] as const]),
    ['folds', row.foldsHash],
    ['data', row.dataHash],
  ];
}

/** What made the run, and on which machine. */
export function originFacts(report: Report): Facts {
  const { row, machine, finished, seconds } = report.run;
  return [
    ['run', `${row.id} (${row.kind})`],
    ['task', taskWords(report)],
    ['seed', String(row.seed)],
    ...(finished === null
      ? []
      : [
          ['finished', `${finished}${seconds === null ? '' : `, after ${formatDuration(seconds)}`}`] as const,
        ]),
    ...(machine === null
      ? []
      : ([
          ['versions', `foldwise ${machine.foldwise}, Node ${machine.node}`],
          ...(machine.commit === null
            ? []
            : ([
                [
                  'commit',
                  machine.commit + (machine.dirty === true ? ', with changes that are not in it' : ''),
                ],
              ] as const)),
          [
            'machine',
            `${machine.processor}, ${machine.cores} cores, ${machine.platform} ${machine.architecture}`,
          ],
          ...(machine.tier === null
            ? []
            : ([
                ['kernels', machine.tier + (machine.portable ? ', the same bits on every machine' : '')],
              ] as const)),
        ] as Facts)),
  ];
}

/** A row a submission, the latest last. */
export function submissionRows({ run }: Report): readonly (readonly string[])[] {
  return run.submissions.map(({ at, path, sha256, refit, rows, kaggle, privateScore }) => [
    at,
    path.split(/[/\\]/).at(-1)!,
    sha256.slice(0, 16),
    String(rows),
    refit ? 'fitted on all rows' : 'the mean of the folds',
    formatScore(kaggle?.publicScore),
    formatScore(kaggle?.privateScore ?? privateScore),
  ]);
}

/** How a blend was made, and what it is worth beside the best of its runs. */
export function blendFacts({ run }: Report): Facts {
  const { blend } = run;
  if (blend === null) return [];
  const { method, post, nested, raw, averaged, single, considered, members } = blend;
  const both = (scores: { readonly nested: number; readonly raw: number }): string =>
    `${formatScore(scores.nested)}, on the rows that its weights were learned from ${formatScore(scores.raw)}`;
  return [
    ['members', `${members.length} of ${count(considered, 'run')}`],
    ['method', formatParam(method) + (post === null ? '' : `, then ${post.kind}`)],
    ['score', both({ nested, raw })],
    ...(averaged === undefined
      ? []
      : ([
          ['of the mean of the folds’ models', `${formatScore(averaged)}, to be expected of the test rows`],
        ] as const)),
    [
      `best run`,
      `${single.run}: chosen and scored as the blend ${formatScore(single.nested)}, by itself ${formatScore(single.raw)}`,
    ],
  ];
}

/** A row a member of a blend. */
export function memberRows({ run }: Report): readonly (readonly string[])[] {
  return (run.blend?.members ?? []).map(({ run: member, weight }) => [member, weight.toFixed(4)]);
}
