import { binary, multiclass, regression } from '../competition/task.ts';
import type { Task } from '../competition/task.ts';
import type { ColumnFacts } from './column-facts.ts';
import { groupDigits } from './group-digits.ts';
import { inOrder } from './in-order.ts';
import { quoted, refuseFolder } from './refuse-folder.ts';

/** What the cells of the sample submission look like. */
export interface AnswerStyle {
  /** `"label"`: all are values of the target; `"fraction"`: some number among them is not whole; `"number"`: neither. */
  readonly kind: 'label' | 'fraction' | 'number';
  /** One of them. */
  readonly example: string;
}

/** What the target is like, and what the sample asks for. */
export interface TaskFacts {
  readonly where: string;
  /** The target as numbers where all are, else as text. */
  readonly target: ColumnFacts;
  /** The target's values as the file writes them. */
  readonly labels: readonly string[];
  readonly answer: AnswerStyle;
  readonly classColumns?: readonly string[];
}

export interface TaskGuess {
  readonly task: Task;
  readonly targetKind: 'category' | 'number';
  readonly because: string;
  /** The classes are whole numbers in a row, the middle ones the most frequent: grades on a scale. */
  readonly ordinal: boolean;
}

/** More whole-numbered classes than this are taken for a quantity. */
const mostGrades = 20;
/** More classes of text than this are taken for a mistake about the target. */
const mostClasses = 200;

/** What kind of thing is predicted. */
export function guessTask(facts: TaskFacts): TaskGuess {
  const { target, classColumns, answer } = facts;
  const labels = canonical(facts);
  const targetKind = labels === facts.labels ? 'category' : 'number';
  if (classColumns !== undefined) {
    const because = `a probability for each of ${classColumns.length} classes is asked for`;
    return { task: multiclass(classColumns), targetKind, because, ordinal: false };
  }
  if (labels.length === 2) {
    return { task: twoClasses(labels), targetKind, because: `two values: ${quoted(labels)}`, ordinal: false };
  }
  if (!target.numeric) {
    if (labels.length <= mostClasses) {
      const because = `${labels.length} values of text`;
      return { task: multiclass(labels.toSorted(inOrder)), targetKind, because, ordinal: false };
    }
    return refuseFolder(
      facts.where,
      `expected a target of numbers or of at most ${mostClasses} classes, got ${labels.length} different texts in "${target.name}"`,
      'name another column with --target',
    );
  }
  const consecutive = target.integers && target.high - target.low + 1 === labels.length;
  if (consecutive && labels.length <= mostGrades && answer.kind !== 'fraction') {
    const because = `${labels.length} whole numbers in a row, ${target.low} to ${target.high}, and the sample answers "${answer.example}"`;
    return { task: multiclass(labels.toSorted(inOrder)), targetKind, because, ordinal: onePeak(target) };
  }
  return quantity(target);
}

/** Whether the counts rise to one peak and fall from it, as grades do and the numbers of classes do not. */
function onePeak({ values }: ColumnFacts): boolean {
  const counts = values.toSorted((a, b) => Number(a.value) - Number(b.value)).map(({ count }) => count);
  const peak = counts.indexOf(Math.max(...counts));
  return counts.every(
    (count, i) => i === 0 || (i <= peak ? count >= counts[i - 1]! : count <= counts[i - 1]!),
  );
}

/** Several numbers, each on the scale that suits it. */
export function guessSeveral(targets: readonly ColumnFacts[]): TaskGuess {
  const guesses = targets.map((target) => quantity(target));
  const scales = targets.map((target) => (isSkewed(target) ? 'log1p' : 'linear'));
  const same = scales.every((scale) => scale === scales[0]);
  const task = regression({
    targets: targets.map(({ name }) => name),
    scale: same ? scales[0]! : scales,
  });
  const because = guesses.map((guess, i) => `${targets[i]!.name}: ${guess.because}`).join('; ');
  return { task, targetKind: 'number', because, ordinal: false };
}

const isSkewed = ({ low, skewness }: ColumnFacts) => low >= 0 && skewness > 1;

function quantity(target: ColumnFacts): TaskGuess {
  const skewed = isSkewed(target);
  const range = `${groupDigits(target.values.length)} different numbers from ${target.low} to ${target.high}`;
  const because = skewed ? `${range}, never negative and skewed: trained on log(1 + y)` : range;
  const task = regression({ scale: skewed ? 'log1p' : 'linear' });
  return { task, targetKind: 'number', because, ordinal: false };
}

/** The labels as submissions write them: "1" where the training file has "1.0" and the sample "1". */
function canonical({ target, labels, answer }: TaskFacts): readonly string[] {
  if (!target.numeric || !target.integers || answer.kind === 'label') return labels;
  const plain = labels.map((label) => String(Number(label)));
  return plain.every((label, i) => label === labels[i]) || new Set(plain).size < plain.length
    ? labels
    : plain;
}

const positives = ['1', 'true', 'yes', 'y', 't', 'positive', 'pos'];

/** The positive class is the one that says so, else the later in order. */
function twoClasses(labels: readonly string[]): Task {
  const [first = '', second = ''] = labels.toSorted(inOrder);
  const positive = labels.find((label) => positives.includes(label.toLowerCase())) ?? second;
  return binary({ positive, negative: positive === first ? second : first });
}
