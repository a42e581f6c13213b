import { didYouMean, FoldwiseError } from '@foldwise/core';

/** `"log1p"` trains on log(1 + y) and predicts back, for metrics of ratios (RMSLE); the target must be ≥ 0. */
export type Scale = 'linear' | 'log1p';

/** A number is predicted, or several. */
export interface Regression {
  readonly kind: 'regression';
  /** The target columns where there are several; predictions have a column each, in this order. */
  readonly targets?: readonly string[];
  /** One for all targets, or one each in their order; default `"linear"`. */
  readonly scale?: Scale | readonly Scale[];
}

/** Whether the target is `positive` is predicted. */
export interface Binary {
  readonly kind: 'binary';
  /** Written exactly as in the training file. */
  readonly positive: string;
  /** What a submission of labels says otherwise. */
  readonly negative: string;
}

/** Which of `classes` the target is, is predicted; class indices and probability columns follow their order. */
export interface Multiclass {
  readonly kind: 'multiclass';
  /** Written exactly as in the training file. */
  readonly classes: readonly string[];
}

/**
 * What is predicted, as plain data; made by `regression`, `binary` and `multiclass`.
 *
 * `regression`: a number, or several; `scale: "log1p"` trains on log(1 + y) and predicts back, for metrics of ratios (RMSLE).
 * `binary`: whether the target is `positive`; `negative` is what a submission says otherwise.
 * `multiclass`: which of `classes`, in this order; class indices and probability columns follow it.
 */
export type Task = Regression | Binary | Multiclass;

function refuse(where: string, message: string, hint: string): never {
  throw new FoldwiseError(message, { code: 'input', where, hint });
}

/**
 * The task of predicting a number, or several: one network learns all of them, from a mean of squared errors that are each in units of
 * the target's own spread.
 *
 * @example
 * regression({ scale: 'log1p' }); // trained on log(1 + y), predicted in units of y
 * regression({ targets: ['carbon_monoxide', 'benzene'], scale: ['log1p', 'linear'] });
 */
export function regression(options: Omit<Regression, 'kind'> = {}): Regression {
  const { targets, scale = 'linear' } = options;
  if (targets !== undefined) checkTargets(targets);
  const scales: readonly unknown[] = typeof scale === 'string' ? [scale] : scale;
  for (const each of scales) checkScale(each);
  if (typeof scale !== 'string' && scale.length !== targets?.length) {
    refuse(
      'regression',
      `expected a scale for each of ${targets?.length ?? 1} targets, got ${scale.length}`,
      "pass one for all: scale: 'log1p'",
    );
  }
  return Object.freeze({
    kind: 'regression',
    ...(targets && { targets: Object.freeze([...targets]) }),
    scale: typeof scale === 'string' ? scale : Object.freeze([...scale]),
  });
}

function checkTargets(targets: readonly string[]): void {
  const hint = "name each target column once: targets: ['carbon_monoxide', 'benzene']";
  if (!Array.isArray(targets) || targets.length < 2) {
    const got = Array.isArray(targets) ? targets.length : typeof targets;
    refuse('regression', `expected 2 targets or more, got ${got}`, `${hint}; leave it out for one`);
  }
  const odd = targets.find((name, i) => typeof name !== 'string' || targets.indexOf(name) !== i);
  if (odd !== undefined) refuse('regression', `expected names that differ, got ${JSON.stringify(odd)}`, hint);
}

function checkScale(scale: unknown): void {
  if (scale === 'linear' || scale === 'log1p') return;
  refuse(
    'regression',
    `expected a scale of "linear" or "log1p", got "${String(scale)}"`,
    didYouMean(String(scale), ['linear', 'log1p']),
  );
}

/** The scale of a column of predictions; linear where it is none of a regression. */
export function scaleOf(task: Task, output: number): Scale {
  if (task.kind !== 'regression') return 'linear';
  const { scale = 'linear' } = task;
  return typeof scale === 'string' ? scale : scale[output]!;
}

/** How many numbers are true of a row: one a target. */
export function targetsOf(task: Task): number {
  return task.kind === 'regression' ? (task.targets?.length ?? 1) : 1;
}

/**
 * The task of telling two classes apart, each named as the training file writes it.
 *
 * @example
 * binary({ positive: 'True', negative: 'False' });
 */
export function binary(options: { readonly positive: string; readonly negative: string }): Binary {
  const { positive, negative } = options;
  for (const [name, label] of Object.entries({ positive, negative })) {
    if (typeof label !== 'string' || label === '') {
      refuse(
        'binary',
        `expected ${name} as text, got ${JSON.stringify(label)}`,
        `write it as the training file does: ${name}: "1"`,
      );
    }
  }
  if (positive === negative) {
    refuse(
      'binary',
      `expected two classes that differ, got "${positive}" twice`,
      'name the other value of the target column',
    );
  }
  return Object.freeze({ kind: 'binary', positive, negative });
}

/**
 * The task of telling several classes apart, each named as the training file writes it.
 *
 * @example
 * multiclass(['Adelie', 'Chinstrap', 'Gentoo']);
 */
export function multiclass(classes: readonly string[]): Multiclass {
  const hint = 'list every value of the target column once';
  if (!Array.isArray(classes) || classes.length < 2) {
    refuse(
      'multiclass',
      `expected 2 classes or more, got ${Array.isArray(classes) ? classes.length : typeof classes}`,
      hint,
    );
  }
  const seen = new Set<unknown>();
  for (const label of classes as readonly unknown[]) {
    if (typeof label !== 'string' || label === '') {
      refuse(
        'multiclass',
        `expected classes as text, got ${JSON.stringify(label)}`,
        'write each as the training file does: "3"',
      );
    }
    if (seen.has(label)) refuse('multiclass', `expected classes that differ, got "${label}" twice`, hint);
    seen.add(label);
  }
  return Object.freeze({ kind: 'multiclass', classes: Object.freeze([...classes]) });
}

/** The labels of a task by class index: negative and positive of a binary one, none of a regression. */
export function classesOf(task: Task): readonly string[] {
  switch (task.kind) {
    case 'regression':
      return [];
    case 'binary':
      return [task.negative, task.positive];
    case 'multiclass':
      return task.classes;
    default:
      return task satisfies never;
  }
}

/** How many numbers a predictor gives a row: a probability a class of a multiclass task, otherwise one a target. */
export function outputsOf(task: Task): number {
  return task.kind === 'multiclass' ? task.classes.length : targetsOf(task);
}
